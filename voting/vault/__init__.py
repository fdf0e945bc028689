"""The vault (密钥进程): the one place where a private key and a mark beside its token ever are (secrecy.md 6).

A process of its own, with pipes to the web process and nothing else: no network, no database. The web process starts
it (`client.py`), asks it in frames (`frames.py`) and learns codes, figures that may be shown, and after a close slips
and remarks in the order of their leaves. It ends when its pipes close and after every closing, so that the system
wipes its memory.

Inside: `keys.py` the folder of private keys outside the instance, `signing.py` and `sealing.py` the two uses of a key,
`papers.py` what a ballot of a round must hold, `limits.py` what one ballot may hold, `reading.py` a ballot opened,
`live.py` the figures of an open round, `rounds.py` an open round from its first ballot to its slips, `service.py` what
may be asked, `hardening.py` what the system can do. It imports `tally` and nothing else of this house.
"""

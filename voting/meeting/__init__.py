"""The use-cases of a meeting, in rooms that follow its course; a room imports only from those before it.

An act changes something. It is called with (house, who, meeting_id, …), is an entry of the table in `acts.py`, and
opens with `house.act(…)` or, where it asks the ballot box or takes long, `house.act_in_steps(…)`: lock, session, role,
state, log and bells are theirs. An act of the house itself is called with (house, who, …); what is done before anybody
has logged in with (house, …). A question changes nothing. It is called with (session, meeting, …), and with the house
before them where it looks into the ballot box or at keys: (house, session, meeting, …). Its session is its caller's, so
that one page asks all its questions of one moment.
"""

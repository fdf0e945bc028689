"""What a phone computes, in a page that is no secure context, held against other people's implementations."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.hashes import SHA384
from playwright.sync_api import Page

from tests.actors.browsers import chromium
from tests.actors.phone_in_browser import Phone, one_speaker_each
from tests.browser.fake_meeting import FakeMeeting, leaf_of, root_of, serving_fake, signing_key

ROOT = Path(__file__).resolve().parents[2]
VECTORS = json.loads((ROOT / "tests/voting/rfc9474.json").read_text())["vectors"]
PSS = padding.PSS(mgf=padding.MGF1(SHA384()), salt_length=48)


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    """A page over plain http on a name that is not localhost."""
    with serving_fake(one_speaker_each(1)) as base, chromium() as browser:
        phone = Phone(browser.new_context(has_touch=True), base)
        phone.page.goto(phone.base + "/v")
        phone.page.evaluate(
            """async () => {
                for (const name of ["bytes", "rsabssa", "slips", "cards", "decimals", "retry"]) {
                    window[name] = await import(`/static/src/ballot/${name}.js`);
                }
            }"""
        )
        yield phone.page
        phone.well()


def test_the_page_is_no_secure_context_and_has_no_subtle_crypto(page: Page) -> None:
    assert page.evaluate("[isSecureContext, typeof crypto.subtle]") == [False, "undefined"]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: str(vector["name"]))
def test_a_vector_of_rfc_9474_comes_out_to_the_last_byte(page: Page, vector: dict[str, str]) -> None:
    got = page.evaluate(
        """(v) => {
            const key = rsabssa.publicKey(v.n);
            const [message, salt, undo] = [v.input_msg, v.salt, v.inv].map(bytes.fromHex);
            const made = rsabssa.blind(key, message, salt, undo);
            const signature = rsabssa.finalize(key, message, bytes.fromHex(v.blind_sig), made.inverse, salt.length);
            return [made.blinded, made.inverse, signature].map(bytes.toHex);
        }""",
        {**vector, "inv": vector["inv"].zfill(1024)},
    )
    assert got == [vector["blinded_msg"], vector["inv"].zfill(1024), vector["sig"]]


def make_blind(page: Page, modulus: str, message: bytes) -> dict[str, str]:
    """Blind a message on the phone; {blinded, inverse} in hex."""
    script = """([n, m]) => {
        const made = rsabssa.blind(rsabssa.publicKey(n), bytes.fromHex(m));
        return { blinded: bytes.toHex(made.blinded), inverse: bytes.toHex(made.inverse) };
    }"""
    made: dict[str, str] = page.evaluate(script, [modulus, message.hex()])
    return made


def finalize(page: Page, modulus: str, message: bytes, signed: str, inverse: str) -> str | None:
    """Take the blinding off on the phone; None where the phone does not accept the signature."""
    script = """([n, m, s, i]) => {
        const out = rsabssa.finalize(rsabssa.publicKey(n), bytes.fromHex(m), bytes.fromHex(s), bytes.fromHex(i));
        return out && bytes.toHex(out);
    }"""
    signature: str | None = page.evaluate(script, [modulus, message.hex(), signed, inverse])
    return signature


def test_an_ordinary_library_accepts_what_the_phone_unblinds(page: Page) -> None:
    private = signing_key(0)
    numbers = private.private_numbers()
    n = numbers.public_numbers.n
    message = secrets.token_bytes(32) + b"a message of any length"
    made = make_blind(page, f"{n:0512x}", message)
    signed = f"{pow(int(made['blinded'], 16), numbers.d, n):0512x}"
    signature = finalize(page, f"{n:0512x}", message, signed, made["inverse"])
    assert signature is not None
    private.public_key().verify(bytes.fromhex(signature), message, PSS, SHA384())
    with pytest.raises(InvalidSignature):
        private.public_key().verify(bytes.fromhex(signature), message + b"!", PSS, SHA384())


def test_the_phone_refuses_a_signature_with_one_bit_changed(page: Page) -> None:
    numbers = signing_key(0).private_numbers()
    n = numbers.public_numbers.n
    made = make_blind(page, f"{n:0512x}", b"message")
    signed = pow(int(made["blinded"], 16), numbers.d, n)
    for wrong in (signed ^ 1, 0, 1, n - 1):
        assert finalize(page, f"{n:0512x}", b"message", f"{wrong:0512x}", made["inverse"]) is None
    assert finalize(page, f"{n:0512x}", b"message", f"{n + signed:0512x}"[-512:], made["inverse"]) is None


def test_two_blindings_of_one_message_have_nothing_in_common(page: Page) -> None:
    n = f"{signing_key(0).public_key().public_numbers().n:0512x}"
    one, other = make_blind(page, n, b"same"), make_blind(page, n, b"same")
    assert one["blinded"] != other["blinded"]
    assert one["inverse"] != other["inverse"]


def test_a_leaf_is_spelt_as_python_spells_it(page: Page) -> None:
    awkward = '引号"与\\与\n换行、café、😀、\u2028、\x7f、\x1f'
    slip = {"appraisee": awkward, "marks": [["基层党建", "", "好"], ["观摩", "1.1", "2.5"]], "salt": "0f" * 16}
    assert page.evaluate("(s) => slips.leaf(7, 'C', s)", slip) == leaf_of(7, "C", slip)
    decomposed = {**slip, "appraisee": "cafe\u0301"}
    assert page.evaluate("(s) => slips.leaf(7, 'C', s)", decomposed) == leaf_of(7, "C", {**slip, "appraisee": "café"})


def test_receipt_and_root_are_python_s(page: Page) -> None:
    leaves = sorted(hashlib.sha256(bytes([i])).hexdigest() for i in range(5))
    tokens = sorted(hashlib.sha256(bytes([i, i])).hexdigest() for i in range(5))
    nonce = bytes(range(32))
    receipt = hashlib.sha256(nonce + b"".join(map(bytes.fromhex, leaves))).hexdigest()
    assert page.evaluate("([n, l]) => slips.receipt(bytes.fromHex(n), l)", [nonce.hex(), leaves]) == receipt
    assert page.evaluate("([l, t]) => slips.root(3, l, t)", [leaves, tokens]) == root_of(3, leaves, tokens)


@pytest.mark.parametrize("spoil", ["twice", "order", "case"])
def test_a_list_that_is_not_strictly_ascending_has_no_root(page: Page, spoil: str) -> None:
    leaves = sorted(hashlib.sha256(bytes([i])).hexdigest() for i in range(4))
    spoilt = {"twice": [leaves[0], *leaves], "order": leaves[::-1], "case": [leaf.upper() for leaf in leaves]}[spoil]
    assert page.evaluate("(l) => slips.root(1, l, [])", spoilt) is None


# By hand: 7K3M9QXA2B4D8EFG has the values 7 19 3 20 9 23 29 10 2 11 4 13 8 14 15 16; times 1…16 they add up to
# 7+38+9+80+45+138+203+80+18+110+44+156+104+196+225+256 = 1709 = 55·31 + 4, so the check character is "4".
def test_the_check_character_is_the_one_worked_by_hand(page: Page) -> None:
    assert page.evaluate("cards.checkCharacter('7K3M9QXA2B4D8EFG')") == "4"


@pytest.mark.parametrize(
    "typed",
    ["C-7K3M-9QXA-2B4D-8EFG-4", "c7k3m9qxa2b4d8efg4", "C 7K3M 9QXA 2B4D 8EFG 4", "c—7k3m－9QXA2b4d8efg4"],
)
def test_a_code_is_read_however_it_is_typed(page: Page, typed: str) -> None:
    assert page.evaluate("(c) => cards.fromShortCode(c)", typed) == {"secret": "7K3M9QXA2B4D8EFG", "class": "C"}


def test_letters_that_look_like_digits_are_read_as_digits(page: Page) -> None:
    secret = "0123456789ABCDEF"
    check = page.evaluate("(s) => cards.checkCharacter(s)", secret)
    typed = "A" + secret.replace("0", "o").replace("1", "l") + check
    assert page.evaluate("(c) => cards.fromShortCode(c)", typed) == {"secret": secret, "class": "A"}


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("C-7K3M-9QXA-2B4D-8EFG", "length"),
        ("C-7K3M-9QXA-2B4D-8EFU-4", "characters"),
        ("C-7K3M-9QXA-2B4D-8EGG-4", "check"),
        ("C-K73M-9QXA-2B4D-8EFG-4", "check"),
    ],
)
def test_a_code_with_a_slip_is_refused_with_its_reason(page: Page, typed: str, fault: str) -> None:
    assert page.evaluate("(c) => cards.fromShortCode(c)", typed) == {"fault": fault}


def test_a_fragment_that_is_no_card_is_none(page: Page) -> None:
    whole = f"#c=7K3M9QXA2B4D8EFG&g=C&k={'ab' * 32}"
    assert page.evaluate("(f) => cards.fromFragment(f)", whole)["fingerprint"] == "ab" * 32
    for broken in (whole[:-1], whole.replace("&g=C", ""), whole.replace("7K", "7U")):
        assert page.evaluate("(f) => cards.fromFragment(f)", broken) is None


def test_points_of_a_rubric_are_exact(page: Page) -> None:
    assert page.evaluate("decimals.ladder('2', '0.5')") == ["2", "1.5", "1", "0.5", "0"]
    assert page.evaluate("decimals.ladder('1', '0.3')") == ["0.9", "0.6", "0.3", "0"]
    assert page.evaluate("decimals.sum(['0.1', '0.2', '3'])") == "3.3"
    assert page.evaluate("decimals.sum([])") == "0"
    assert page.evaluate("decimals.difference('3', '2.5')") == "0.5"


def test_waits_between_retries_grow_and_are_spread(page: Page) -> None:
    low = page.evaluate("[0, 1, 2, 9].map((n) => retry.waitBefore(n, () => 0))")
    high = page.evaluate("[0, 1, 2, 9].map((n) => retry.waitBefore(n, () => 1))")
    assert low == [400, 800, 1600, 6000]
    assert high == [800, 1600, 3200, 12000]


def test_a_phone_blinds_and_unblinds_a_whole_meeting_in_a_moment(page: Page) -> None:
    """Prints the figures; a slow machine is no fault, so nothing is asserted about them but that they are there."""
    n = f"{signing_key(0).public_key().public_numbers().n:0512x}"
    script = """(n) => {
        const key = rsabssa.publicKey(n);
        const message = bytes.randomBytes(100);
        const began = performance.now();
        const turns = 20;
        for (let i = 0; i < turns; i++) {
            const made = rsabssa.blind(key, message);
            rsabssa.finalize(key, message, made.blinded, made.inverse);
        }
        return (performance.now() - began) / turns;
    }"""
    page.evaluate(script, n)
    plain: Any = page.evaluate(script, n)
    throttle = page.context.new_cdp_session(page)
    throttle.send("Emulation.setCPUThrottlingRate", {"rate": 6})
    slow: Any = page.evaluate(script, n)
    throttle.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    size = (ROOT / "static/built/phone/phone.js").stat().st_size
    print(f"blind and unblind: {plain:.2f} ms; throttled six times: {slow:.2f} ms; phone.js: {size} bytes")
    assert min(plain, slow) > 0


def test_the_fake_meeting_s_manifest_is_what_the_contract_says() -> None:
    manifest = json.loads(FakeMeeting([]).manifest)
    assert sorted(manifest) == ["classes", "keys", "meeting", "spec"]
    assert {len(key["modulus"]) for key in manifest["keys"]} == {512}

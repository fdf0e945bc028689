"""What a use-case refuses, as named exceptions: a code of `voting.refusals` and its values.

Only views know HTTP and languages: `voting.views.refusals` turns each kind into a status and says it to the reader.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from voting.refusals.phones import HEARD_AS
from voting.refusals.sentence import Sentence, Value


class Refused(Exception):
    """An act that cannot be done as asked; `message` says what is wrong and what to do.

    `code` is what a phone or a page acts upon: that of the kind, or of the sentence where the protocol names it.
    """

    code = "refused"

    def __init__(self, sentence: str, /, **values: Value) -> None:
        self.message = Sentence(sentence, **values)
        self.code = HEARD_AS.get(sentence, self.code)
        super().__init__(self.message)


class NotFound(Refused):
    """There is no such meeting, round, appraisee, card or officer."""

    code = "not_found"


class NotAllowed(Refused):
    """This officer may not do this act, or it needs a second person."""

    code = "not_allowed"


class WrongState(Refused):
    """The meeting or the round is not in the state in which this can be done."""

    code = "wrong_state"


class BadInput(Refused):
    """What was typed or uploaded has faults; `fields` says which field, `lines` which rows."""

    code = "bad_input"

    def __init__(
        self, sentence: str, /, fields: Mapping[str, str] | None = None, lines: Sequence[str] = (), **values: Value
    ) -> None:
        super().__init__(sentence, **values)
        self.fields = dict(fields or {})
        self.lines = tuple(lines)


class NeedsConsent(Refused):
    """A dangerous act that the chair must confirm knowingly, such as a round too small to be secret."""

    code = "needs_consent"


class CardRefused(Refused):
    """A card that is unknown, voided or not handed out."""

    code = "unknown_card"


class ClaimedElsewhere(Refused):
    """The card has claimed this round with another blinded value: 409 of secrecy.md 3."""

    code = "claimed_elsewhere"


class BadSignature(Refused):
    """A token that no key of this round and class has signed."""

    code = "bad_signature"


class CastOtherwise(Refused):
    """The token has been spent on another ballot: 409 of secrecy.md 5."""

    code = "cast_otherwise"


class RoundNotOpen(Refused):
    """The ballot is for a round that is still to be opened; its token is unspent and may be cast then."""

    code = "round_not_open"


class RoundClosed(Refused):
    """The ballot came after the close and was not recorded before it."""

    code = "round_closed"

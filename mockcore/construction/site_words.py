"""What people of a site write day by day: log entries, observations, meetings, costs, and answers to what they are asked."""

from __future__ import annotations

import re
from functools import cache

from mockcore.construction import dailylogs, money, paperwork, quality
from mockcore.construction.firms import FirmNames
from mockcore.construction.rfis import RFIS
from mockcore.construction.text import Slots, lines
from mockcore.construction.vocabulary import FILLERS, Topic

ANSWERS = lines("""
    Proceed as proposed. Show it on the as-built drawings.
    The larger scale detail governs. No change to the contract sum.
    The specification governs; revised sheet {drawing} follows with the next bulletin.
    Confirmed as shown on {detail}.
    Field verify the dimension and match the existing condition.
    Provide as noted on the attached sketch. Notify us if this affects cost or time.
    """)
CLARIFICATIONS = lines("""
    Please mark up {drawing} where this occurs; the question cannot be answered without it.
    Please send photos and field dimensions at {grid}.
    Which of the two details was used so far? Please state the quantity in place.
    """)
PHOTOS = paperwork.PHOTO_CAPTIONS
_SLOT = re.compile(r"\\{(\w+)\\}")


class SiteWords(FirmNames):
    """The words of a day. Every method draws only from the generator's own random numbers."""

    def manpower_note(self) -> str:
        """What a crew did."""
        return self.fill(self._choice(dailylogs.MANPOWER_NOTES))

    def work_note(self) -> str:
        """What happened on a day."""
        return self.fill(self._choice(dailylogs.WORK_NOTES))

    def visit(self) -> str:
        """Who came, and why."""
        return self.fill(self._choice(dailylogs.VISITORS))

    def delivery(self) -> Topic:
        """What was delivered (title), by whom (text), on which paper (label)."""
        return self.topic(dailylogs.DELIVERIES, "title", "text", "label")

    def delay(self) -> Topic:
        """Why work stood still (label), in words (text)."""
        return self.topic(dailylogs.DELAYS, "label", "text")

    def observation(self) -> Topic:
        """What somebody saw (title), its type (label), what to do (text)."""
        return self.topic(quality.OBSERVATIONS, "title", "label", "text")

    def meeting(self) -> Topic:
        """A meeting: its title, what it is about (text)."""
        return self.topic(paperwork.MEETINGS, "title", "text")

    def change(self) -> Topic:
        """A change of the work: title, reason (label), scope (text)."""
        return self.topic(money.CHANGE_EVENTS, "title", "label", "text")

    def direct_cost(self) -> str:
        """What was bought without a contract."""
        return self._choice(money.DIRECT_COSTS)

    def invoice_note(self) -> str:
        """What comes with an invoice."""
        return self._choice(money.INVOICE_NOTES)

    def comment(self) -> str:
        """A remark on somebody's work."""
        return self._choice(paperwork.COMMENTS)

    def photo_caption(self) -> str:
        """What a photo shows."""
        return self.fill(self._choice(PHOTOS))

    def clarification(self) -> str:
        """What an architect wants to know before answering."""
        return self.fill(self._choice(CLARIFICATIONS))

    def rfi_answer(self, subject: str) -> str:
        """The answer to an RFI of that subject: that of the vocabulary's question, else one that answers any."""
        for pattern, answer in _answers():
            match = pattern.fullmatch(subject)
            if match is not None:
                return Slots(self._random, FILLERS, **match.groupdict()).fill(answer)
        return self.fill(self._choice(ANSWERS))


@cache
def _answers() -> tuple[tuple[re.Pattern[str], str], ...]:
    """The answer of the vocabulary by what its subjects look like; a slot that stands there twice is one."""
    rows = [row for table in RFIS.values() for row in table]
    return tuple((re.compile(_SLOT.sub(r"(?P<\1>.+?)", re.escape(subject))), answer) for subject, _, answer in rows)

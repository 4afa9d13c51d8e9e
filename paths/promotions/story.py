"""What happened in a case, told for people. Pure."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from paths.promotions.cast import GONE, Cast
from paths.promotions.choices import Mark

LONGEST_ABOUT = 80

# what an event is called -> what somebody did. A step's name, or what else can happen to a case.
TOLD: dict[str, str | Promise] = {
    "ask": _("%(who)s asked for a promotion case"),
    "open": _("%(who)s opened the case"),
    "accept": _("%(who)s accepted it, and evidence is gathered"),
    "turn_down": _("%(who)s said: not now"),
    "gather": _("%(who)s began to gather evidence"),
    "send": _("%(who)s sent it for decision"),
    "give_back": _("%(who)s returned it"),
    "approve": _("%(who)s approved it"),
    "wait": _("%(who)s approved it, waiting for a seat"),
    "seat": _("%(who)s said that there is a seat"),
    "decline": _("%(who)s declined it"),
    "withdraw": _("%(who)s withdrew it"),
    "take_back": _("%(who)s took it back"),
    "mark": _("%(who)s marked “%(about)s” %(after)s"),
    "note": _("%(who)s wrote a note on “%(about)s”"),
    "evidence": _("%(who)s added evidence to “%(about)s”"),
    "feedback_asked": _("%(who)s asked %(after)s for feedback"),
    "feedback": _("%(who)s gave feedback on “%(about)s”"),
    "feedback_withdrawn": _("%(who)s took back what %(after)s was asked"),
    "adviser": _("%(who)s named %(after)s as an adviser"),
    "view": _("%(who)s left a view"),
    "what_would_change": _("%(who)s said what would change the answer"),
    "level": _("The level changed from %(before)s to %(after)s"),
    "evidence_removed": _("%(who)s took evidence for “%(about)s” away"),
    "left_cycle": _("The case left the cycle “%(before)s”"),
    "cycle": _("The case joined the cycle “%(after)s”"),
    "effective_on": _("%(who)s set the day from which the level counts: %(after)s"),
    "reveal": _("%(who)s looked at the names"),
}
ABOUT_AN_ITEM = {
    "reason": (_("%(who)s said why, of “%(about)s”"), _("%(who)s said why")),
    "comment": (_("%(who)s commented on “%(about)s”"), _("%(who)s commented")),
}
ANYTHING = _("%(who)s: %(what)s")
NAMES_SOMEBODY = ("feedback_asked", "feedback_withdrawn", "adviser")
# What colleagues advise is for whoever decides, until it is decided.
ADVICE = frozenset({"adviser", "view"})


@dataclass(frozen=True, slots=True)
class Told:
    """One event in a sentence; `words` is what was written with it."""

    number: int
    at: datetime.datetime
    sentence: str
    words: str
    event: Any


def tell(events: Iterable[Any], cast: Cast) -> tuple[Told, ...]:
    """The events in their order, each with its actor's number and its texts at hand."""
    return tuple(_told(event, cast) for event in events)


def _told(event: Any, cast: Cast) -> Told:
    texts = getattr(event, "words", None)
    said = cast.words(texts.after) if texts else ""
    sentence, inline = str(_sentence(event)), event.what in NAMES_SOMEBODY
    told = sentence % {
        "who": _who(event, cast),
        "what": event.what,
        "about": cast.words(_about(event.about)),
        "before": _value(event.before),
        "after": said or str(GONE) if inline else _value(event.after),
    }
    return Told(event.number, event.at, told[:1].upper() + told[1:], "" if inline else said, event)


def _sentence(event: Any) -> str | Promise:
    if event.what in ABOUT_AN_ITEM:
        with_item, without = ABOUT_AN_ITEM[event.what]
        return with_item if event.about else without
    return TOLD.get(event.what, ANYTHING)


def _who(event: Any, cast: Cast) -> str:
    return cast.name(event.actor_id or ("gone" if event.actor_number else 0))


def _about(text: str) -> str:
    return f"{text.rstrip()}…" if len(text) == LONGEST_ABOUT else text


def _value(value: str) -> str:
    return str(Mark(value).label).lower() if value in Mark.values else value

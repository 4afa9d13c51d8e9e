"""What happened in a case, told for people. Pure."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from paths.promotions.cast import Cast
from paths.promotions.choices import CaseState, Mark
from paths.promotions.transitions import TRANSITIONS

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
    "hand": _("%(who)s handed it to another manager"),
    "reschedule": _("%(who)s changed the day"),
    "cancel_day": _("%(who)s cancelled the day"),
    "close": _("%(who)s closed it"),
    "why": _("%(who)s said why: “%(after)s”"),
    "led_by": _("%(after)s leads it from now on"),
    "mark": _("%(who)s marked “%(about)s” %(after)s"),
    "note": _("%(who)s wrote a note on “%(about)s”"),
    "evidence": _("%(who)s added evidence to “%(about)s”"),
    "feedback_asked": _("%(who)s asked %(after)s for feedback"),
    "feedback": _("%(who)s gave feedback on “%(about)s”"),
    "feedback_ended": _("%(after)s is not asked for feedback any more"),
    "feedback_withdrawn": _("%(who)s took back what %(after)s was asked"),
    "adviser": _("%(who)s named %(after)s as an adviser"),
    "view": _("%(who)s left a view"),
    "what_would_change": _("%(who)s said what would change the answer"),
    "level": _("The level changed from %(before)s to %(after)s"),
    "evidence_brought": _("Evidence for “%(about)s” came from what %(subject)s shared"),
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
# A day that the level counts from: set for the first time, changed, taken away.
DAY_CHANGED = _("%(who)s changed the day from which the level counts: %(after)s instead of %(before)s")
DAY_TAKEN = _("%(who)s took away the day from which the level was to count: %(before)s")
ANYTHING = _("%(who)s: %(what)s")
LEFT_CYCLE = "left_cycle"
# How the stand-in of a text begins, which is all that is left of one that was erased.
FORGOTTEN = "text:"
NAMES_SOMEBODY = ("feedback_asked", "feedback_withdrawn", "feedback_ended", "adviser", "led_by")
# Events whose sentence holds the words.
INLINE = frozenset({*NAMES_SOMEBODY, "why"})
# What colleagues advise is for whoever decides, until it is decided.
ADVICE = frozenset({"adviser", "view"})


# Which names the values of an event have, by what it is.
NAMED: dict[str, type[Mark] | type[CaseState]] = {"mark": Mark, **dict.fromkeys(TRANSITIONS, CaseState)}


@dataclass(frozen=True, slots=True)
class Told:
    """One event for people: who did what, from what, to what, and the same in a sentence. Where texts were written with
    it, `before` and `after` are these, and `words` and `was` too unless the sentence holds them. `before_name` and
    `after_name`: what a mark or a state is called.
    """

    number: int
    at: datetime.datetime
    who: str
    sentence: str
    about: str
    before: str
    after: str
    words: str
    was: str
    before_name: str
    after_name: str
    event: Any


def tell(events: Iterable[Any], cast: Cast) -> tuple[Told, ...]:
    """The events in their order, each with its actor's number and its texts at hand."""
    return tuple(_told(event, cast) for event in events)


def _told(event: Any, cast: Cast) -> Told:
    texts = getattr(event, "words", None)
    before, after = _from_to(event, cast, texts)
    before_name, after_name = (_name(event.what, value) for value in (before, after))
    who, about, inline = _who(event, cast), cast.words(_about(event.about)), event.what in INLINE
    told = str(_sentence(event)) % {
        "who": who,
        "what": event.what,
        "about": about,
        "before": before_name or before,
        "after": after_name.lower() if event.what == "mark" else after,
        "subject": cast.subject,
    }
    is_told = inline or texts is None
    return Told(
        number=event.number,
        at=event.at,
        who=who,
        sentence=told[:1].upper() + told[1:],
        about=about,
        before=before,
        after=after,
        words="" if is_told else after,
        was="" if is_told else before,
        before_name=before_name,
        after_name=after_name,
        event=event,
    )


def _from_to(event: Any, cast: Cast, texts: Any) -> tuple[str, str]:
    """What it was before and after. Only texts, and the names in them, speak of people."""
    if event.what in NAMES_SOMEBODY:
        return "", cast.named(texts.after if texts else "", event.person_number)
    if texts:
        return cast.words(texts.before), cast.words(texts.after)
    if event.what == LEFT_CYCLE:
        # Once it was written the other way round.
        return event.before or event.after, ""
    before, after = ("" if each.startswith(FORGOTTEN) else each for each in (event.before, event.after))
    return before, after


def _name(what: str, value: str) -> str:
    """What a mark or a state is called; "" for anything else."""
    names = NAMED.get(what)
    return str(names(value).label) if names and value in names.values else ""


def _sentence(event: Any) -> str | Promise:
    if event.what in ABOUT_AN_ITEM:
        with_item, without = ABOUT_AN_ITEM[event.what]
        return with_item if event.about else without
    if event.what == "effective_on" and event.before:
        return DAY_CHANGED if event.after else DAY_TAKEN
    return TOLD.get(event.what, ANYTHING)


def _who(event: Any, cast: Cast) -> str:
    return cast.name(event.actor_id or ("gone" if event.actor_number else 0))


def _about(text: str) -> str:
    return f"{text.rstrip()}…" if len(text) == LONGEST_ABOUT else text

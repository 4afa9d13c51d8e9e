"""What the steps of a case mean, and what is said once they are taken. Pure."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from paths.promotions.transitions import Transition

MEANS: dict[str, str | Promise] = {
    "accept": _("You take up what was asked for: from now on you mark the checklist, and both of you add evidence."),
    "turn_down": _("The case ends here. The employee reads why, and can ask again at any time."),
    "gather": _("From now on evidence is gathered. You mark the checklist, and both of you add to it."),
    "send": _("An HR partner decides, not you. While it is with them nobody changes the checklist."),
    "give_back": _("The manager can change the checklist again and send it anew."),
    "approve": _("The new level counts from a day that you set. On that day the level changes, by itself."),
    "wait": _("They are ready for the new level, and there is no seat for it yet. The level stays until there is one."),
    "seat": _("The new level counts from a day that you set. On that day the level changes, by itself."),
    "decline": _("The level stays as it is. Say what would change the answer: it is what they work with next."),
    "withdraw": _("The case ends here without a decision. What is in it stays readable."),
    "take_back": _("You no longer ask for it. You can ask again at any time."),
    "hand": _(
        "Whoever somebody reports to leads the case about them. From now on they report to whom you name here, who "
        "also reads what they share; the list of employees says so too."
    ),
    "reschedule": _("The approval stands. The level changes on another day than was set."),
    "cancel_day": _("The approval stands, and waits for a seat again. The level does not change until a day is set."),
    "close": _("The case ends here, and the level stays as it is. What is in it stays readable."),
}
DONE: dict[str, str | Promise] = {
    "accept": _("Accepted. Evidence is gathered now."),
    "turn_down": _("Turned down. The employee can read why."),
    "gather": _("Evidence is gathered now."),
    "send": _("Sent for decision."),
    "give_back": _("Returned. The manager can change it and send it again."),
    "approve": _("Approved."),
    "wait": _("Approved, waiting for a seat."),
    "seat": _("Approved: there is a seat."),
    "decline": _("Declined."),
    "withdraw": _("Withdrawn."),
    "take_back": _("Taken back."),
    "hand": _("Handed over."),
    "reschedule": _("The day is changed."),
    "cancel_day": _("The day is cancelled. The approval waits for a seat."),
    "close": _("Closed."),
}


def words_of(step: Transition, *, to_goals: int = 0) -> tuple[str, ...]:
    """What a step means, in sentences. `to_goals`: how many items a decline would turn into proposed goals."""
    words = [str(MEANS[step.name])]
    if step.name == "decline" and to_goals:
        one = "%(number)d item that is partly met or not yet becomes a goal proposed to them."
        many = "%(number)d items that are partly met or not yet become goals proposed to them."
        words.append(ngettext(one, many, to_goals) % {"number": to_goals})
    return tuple(words)

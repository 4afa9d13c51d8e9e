"""What stands in the way of a case, in sentences for everybody who reads it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from paths.growth.targets import edition_in_force
from paths.promotions.choices import CaseState
from paths.promotions.leading import why_nobody_leads
from paths.promotions.models import Case
from paths.promotions.transitions import OPEN, Need


def notices_of(case: Case) -> tuple[str, ...]:
    """What somebody has to set right before the case can lead to the new level. At most one query."""
    return tuple(_notices(case)) if case.applied_at is None else ()


def why_not(case: Case, needs: Iterable[Need]) -> tuple[str, ...]:
    """Why a step that needs this cannot be taken, whatever is written with it. At most one query."""
    needs, found = set(needs), []
    name = str(case.employee or "")
    if Need.WORKS_HERE in needs and not (case.employee and case.employee.is_active):
        found.append(_("%(name)s has left, so there is nobody to put on the new level.") % {"name": name})
    if Need.LEVEL_ON_LADDER in needs and edition_in_force(case.level) is None:
        found.append(_("The ladder has this level no more, so nobody can be put on it."))
    return tuple(found)


def _notices(case: Case) -> Iterator[str]:
    if case.state not in OPEN | {CaseState.APPROVED} or case.employee is None:
        return
    if not case.employee.is_active:
        yield _("%(name)s has left. HR can close this case.") % {"name": case.employee.name}
    elif case.state in OPEN and (why := why_nobody_leads(case.employee)):
        yield _("%(why)s HR can hand it to another manager, or close it.") % {"why": why}
    if edition_in_force(case.level) is None:
        yield _("A newer edition of the ladder has this level no more, so nobody can be put on it.")

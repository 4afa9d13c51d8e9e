"""One's own record: where one stands, to whom one reports and where one works is for others to say.

The level decides which pay somebody sees, the manager who reads what they share. So nobody sets their own, whatever
their rights.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.dispatch import receiver
from django.utils.translation import gettext as _

from paths.people.models import Employee
from paths.people.sheet import Person
from paths.shared.objections import what_speaks_against
from paths.shared.sheets import RowProblem, UnreadableSheet

if TYPE_CHECKING:
    from paths.people.models import User

FOR_OTHERS = ("level", "manager", "location")


@receiver(what_speaks_against, sender=Employee)
def sets_their_own(row: Employee, values: Mapping[str, Any], user: User, **_kwargs: Any) -> dict[str, str]:
    """Why somebody cannot give these values to a record: it is their own, or becomes it by them."""
    if row.pk and is_own(row.email, row.user_id, user):
        changed = [name for name in FOR_OTHERS if name in values and values[name] != getattr(row, name)]
        return dict.fromkeys(changed, why_not_own())
    account = values.get("user")
    if not is_own(values.get("email") or "", account and account.pk, user):
        return {}
    if row.pk:
        field = "user" if account and account.pk == user.pk else "email"
        return {field: _("This would make it your own record. Ask a colleague to do it.")}
    return dict.fromkeys([name for name in FOR_OTHERS if values.get(name)], why_not_own())


def check_own_row(rows: Mapping[int, Person], there: Mapping[str, Person], user: User | None) -> None:
    """Raises UnreadableSheet if `rows` of a sheet (by number) say otherwise where `user` stands than the people there
    are so far (by e-mail). None is a command, which has no record.
    """
    if user is None:
        return
    own = {user.email, *Employee.objects.filter(user=user).values_list("email", flat=True)}
    problems = [
        RowProblem(number, f"{why_not_own()} {_('Take the row out of the sheet.')}")
        for number, person in rows.items()
        if person.email in own
        for before in [there.get(person.email, Person(person.email, person.name))]
        if any(getattr(person, name) != getattr(before, name) for name in FOR_OTHERS)
    ]
    if problems:
        raise UnreadableSheet(*problems)


def is_own(email: str, user_id: int | None, user: User) -> bool:
    """Whether a record with this address and account is that of `user`, or will be once they sign in."""
    return user_id == user.pk or email.strip().lower() == user.email


def why_not_own() -> str:
    """Why somebody cannot say where they themselves stand, as a sentence."""
    return _("This is your own record: somebody else sets your level, your manager and your location.")

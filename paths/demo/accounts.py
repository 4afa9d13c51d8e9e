"""The accounts one can look through in the demo company: one per kind of visitor. All of them are made up."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Account:
    """A demo account: who it is, and what they may do. Where they stand, if they work here, is in people.py."""

    email: str
    name: str
    what: Promise
    groups: tuple[str, ...] = ()
    is_staff: bool = False
    is_superuser: bool = False


ACCOUNTS = (
    Account("ana.moreira@demo.example", "Ana Moreira", _("Employee, mid-level backend engineer")),
    Account("dilek.kaya@demo.example", "Dilek Kaya", _("Manager, leads a team")),
    Account("siobhan.orourke@demo.example", "Siobhán O’Rourke", _("Manager’s manager, leads the four teams")),
    Account("tomasz.wisniewski@demo.example", "Tomasz Wiśniewski", _("Another manager, of the web team")),
    Account("mai.nguyen@demo.example", "Nguyễn Thị Mai", _("Newcomer, joined last week")),
    Account(
        "ruth.adler@demo.example",
        "Ruth Adler",
        _("HR editor, writes drafts and sees no pay there"),
        groups=("HR editors",),
        is_staff=True,
    ),
    Account(
        "paolo.conti@demo.example",
        "Paolo Conti",
        _("HR publisher, publishes ladders"),
        groups=("HR editors", "HR publishers"),
        is_staff=True,
    ),
    Account(
        "lena.brandt@demo.example",
        "Lena Brandt",
        _("Compensation, looks after salary bands"),
        groups=("Compensation",),
        is_staff=True,
    ),
    Account(
        "omar.haddad@demo.example",
        "Omar Haddad",
        _("HR partner, looks after people"),
        groups=("HR partners",),
        is_staff=True,
    ),
    Account(
        "admin@demo.example",
        "Site Administrator",
        _("Administrator, may do everything"),
        is_staff=True,
        is_superuser=True,
    ),
)

"""Say what is odd about ladders."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from paths.ladders.choices import EditionStatus
from paths.ladders.findings import address_of, address_of_skill, findings, place_of, read_library
from paths.ladders.lint import Finding, lint_skills
from paths.ladders.models import Edition


class Command(BaseCommand):
    help = "Say what is odd about ladders, pay included. A warning blocks nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("roles", nargs="*", metavar="ROLE", help="the role's address or name (default: all)")
        which = parser.add_mutually_exclusive_group()
        which.add_argument("--drafts", action="store_true", help="only drafts")
        which.add_argument("--published", action="store_true", help="only published ladders")
        parser.add_argument("--strict", action="store_true", help="exit with 1 if anything is odd")

    def handle(self, *, roles: list[str], drafts: bool, published: bool, strict: bool, **_options: Any) -> None:
        library, number = read_library(), 0
        for edition in editions_of(roles, drafts=drafts, published=published):
            titles = dict(edition.profiles.values_list("level_id", "title"))
            found = findings(edition, None, library=library)
            number += self.say(
                f"{edition}", [(each, place_of(each, titles), address_of(edition, each)) for each in found]
            )
        if not roles:
            found = lint_skills(library)
            number += self.say(_("Skills"), [(each, place_of(each, {}), address_of_skill(each)) for each in found])
        self.stdout.write(ngettext("%(n)s warning.", "%(n)s warnings.", number) % {"n": number})
        if strict and number:
            sys.exit(1)

    def say(self, what: str, found: list[tuple[Finding, str, str]]) -> int:
        """Write the findings about `what`, each with its place in words and its address; returns how many there are."""
        self.stdout.write(self.style.MIGRATE_HEADING(what))
        for finding, place, address in found:
            self.stdout.write(f"  {finding.message} ({finding.check})")
            self.stdout.write(f"    {place}: {settings.SITE_URL}{address}")
        if not found:
            self.stdout.write("  " + _("Nothing is odd."))
        return len(found)


def editions_of(roles: list[str], *, drafts: bool, published: bool) -> list[Edition]:
    """The drafts and published editions of `roles` (empty: of all). Raises CommandError if there is no such role."""
    statuses = [EditionStatus.PUBLISHED] * (not drafts) + [EditionStatus.DRAFT] * (not published)
    editions = Edition.objects.filter(status__in=statuses).select_related("role__family")
    if not roles:
        return list(editions.order_by("role__name", "status"))
    found: list[Edition] = []
    for name in roles:
        of_role = editions.filter(Q(role__slug=name) | Q(role__name__iexact=name)).order_by("-status")
        if not of_role:
            raise CommandError(f"There is no {'draft' if drafts else 'ladder'} of a role called {name!r}.")
        found += of_role
    return found

"""Check that nobody has altered the trail of a promotion case."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from paths.promotions.models import Case
from paths.promotions.verifying import broken_links


class Command(BaseCommand):
    help = "Check the trail of every promotion case: altered, removed and swapped events are found."

    def handle(self, **_: Any) -> None:
        cases = Case.objects.order_by("pk")
        found = [link for case in cases.iterator() for link in broken_links(case)]
        for link in found:
            self.stderr.write(f"Case {link.case_id}, event {link.number}: {link.what}")
        if found:
            raise CommandError("The trail does not hold.")
        self.stdout.write(f"The trail of {cases.count()} cases holds.")

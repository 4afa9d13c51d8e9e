"""Everybody below somebody in the reporting line, read with one recursive query."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from django.db import models
from tree_queries.query import TreeQuerySet

if TYPE_CHECKING:
    from paths.people.models import Employee


class ReportingLine(models.Model):
    """The table of employees as the tree that it is: the library that reads it calls a manager `parent`."""

    parent = models.ForeignKey("self", null=True, on_delete=models.DO_NOTHING, db_column="manager_id", related_name="+")
    name = models.CharField(max_length=160)
    is_active = models.BooleanField()

    objects = TreeQuerySet.as_manager()

    class Meta:
        managed = False
        default_permissions = ()
        db_table = "paths_employee"
        # By name: in the order of a number the library would look for a column called parent_id.
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


def people_below(lead: Employee) -> dict[int, int]:
    """id of each person that reports to `lead` -> how many people who work here are below that person, in all."""
    below = ReportingLine.objects.descendants(lead.pk).filter(is_active=True)
    found: Counter[int] = Counter()
    for path in below.values_list("tree_path", flat=True):
        direct, *further = path[path.index(lead.pk) + 1 :]
        found[direct] += bool(further)
    return dict(found)

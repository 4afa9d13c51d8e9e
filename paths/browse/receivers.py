"""What the search index does when something it holds changes."""

from __future__ import annotations

from typing import Any

from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Q
from django.db.models.signals import post_delete, post_migrate, post_save
from django.dispatch import receiver

from paths.browse.indexing import index_role, index_skills, reindex
from paths.browse.models import SearchEntry
from paths.ladders.models import Edition, Role, Skill
from paths.ladders.signals import edition_published


@receiver(edition_published)
def find_what_is_published(edition: Edition, **_: Any) -> None:
    """Put what an edition says in place of what the one before it said."""
    index_role(role_id=edition.role_id)


@receiver(post_save, sender=Role)
def find_by_the_new_name(instance: Role, created: bool, raw: bool, **_: Any) -> None:
    """A role may have been renamed."""
    if not created and not raw:
        index_role(role_id=instance.pk)


@receiver(post_delete, sender=Role)
def forget_what_only_it_asked(**_: Any) -> None:
    """Skills that nothing else asks for are no longer found."""
    index_skills()


@receiver(post_save, sender=Skill)
def find_the_skill_as_it_is_now(instance: Skill, created: bool, raw: bool, **_: Any) -> None:
    """A skill may have been renamed or described."""
    if not created and not raw:
        index_skills(only=Q(pk=instance.pk))


@receiver(post_migrate)
def find_what_was_there_before(sender: Any, using: str, **_: Any) -> None:
    """Fill the index of a site whose ladders are older than it."""
    if sender.name == "paths" and using == "default" and _is_ready() and not SearchEntry.objects.exists():
        reindex()


def _is_ready() -> bool:
    """Whether the database is as these models expect it: not so after going back to an older migration."""
    executor = MigrationExecutor(connections["default"])
    return not executor.migration_plan(executor.loader.graph.leaf_nodes("paths"))

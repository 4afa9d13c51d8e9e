"""What editions say, kept between requests: an edition never changes, only the names of skills and roles in it do."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from django.core.cache import caches

from paths.ladders.content import EditionContent
from paths.ladders.models import Edition
from paths.ladders.reading import content_of


def contents(edition_ids: Iterable[int], stamp: tuple[Any, ...]) -> dict[int, EditionContent]:
    """edition id -> what it says. `stamp` is the library's: under another one they are read anew."""
    mark = hashlib.sha256(repr(stamp).encode()).hexdigest()[:20]
    names = {f"content-{edition_id}-{mark}": edition_id for edition_id in edition_ids}
    kept = caches["pages"].get_many(names)
    found = {names[name]: content for name, content in kept.items()}
    missing = [edition_id for edition_id in names.values() if edition_id not in found]
    if missing:
        for edition in Edition.objects.select_related("role__family").filter(pk__in=missing):
            found[edition.pk] = content_of(edition)
        caches["pages"].set_many(
            {name: found[edition_id] for name, edition_id in names.items() if edition_id in missing}
        )
    return found

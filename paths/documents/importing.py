"""From a ladder document to a draft edition, in one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from paths.documents.checks import check_room
from paths.documents.document import LadderDocument
from paths.documents.draft import write_draft
from paths.documents.export import document_of
from paths.documents.keys import KeyPool
from paths.ladders.choices import EditionStatus
from paths.ladders.editions import publish
from paths.ladders.models import Edition, JobFamily, Level, LevelProfile, Role
from paths.ladders.slugs import level_slug, unused
from paths.pay.scope import PayScope

if TYPE_CHECKING:
    from paths.people.models import User

DEFAULT_FAMILY = "Engineering"


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: the edition that now says the document, and whether anything changed."""

    edition: Edition
    changed: bool


@transaction.atomic
def import_ladder(
    *, document: LadderDocument, by: User | None = None, family: str | None = None, and_publish: bool = False
) -> Imported:
    """Make `document` the draft of its role, and with `and_publish` the edition in force.

    A new role is put into job family `family`, made if need be; an existing role moves there only if it is named.
    Where the newest edition already says the same, nothing changes. Raises UnreadableDocument for texts that the
    database has no room for.
    """
    check_room(document)
    role = _role(document.title, family)
    draft = Edition.objects.drafts().filter(role=role).select_related("role__family").first()
    published = Edition.objects.published().filter(role=role).select_related("role__family").first()
    edition = draft or published
    changed = edition is None or document_of(edition, scope=PayScope(everything=True)) != document
    if changed:
        keys = KeyPool([old for old in (published, draft) if old])
        levels = _levels(document, role, edition)
        if draft:
            draft.delete()
        edition = Edition.objects.create(role=role)
        write_draft(edition, document, levels, keys)
    if and_publish and edition.status == EditionStatus.DRAFT:
        edition = publish(draft=edition, by=by, note=_("Imported from a document."))
        changed = True
    return Imported(edition, changed)


def _role(name: str, family: str | None) -> Role:
    role = Role.objects.select_for_update().filter(name__iexact=name).first()
    if role is None:
        slug = unused(slugify(name) or "role", set(Role.objects.values_list("slug", flat=True)), longest=150)
        made = {"name": name, "family": _family(family or DEFAULT_FAMILY)}
        return Role.objects.get_or_create(slug=slug, defaults=made)[0]
    if family and role.family.name.casefold() != family.casefold():
        role.family = _family(family)
        role.save()
    return role


def _family(name: str) -> JobFamily:
    family = JobFamily.objects.filter(name__iexact=name).first()
    if family is None:
        slug = unused(slugify(name) or "family", set(JobFamily.objects.values_list("slug", flat=True)), longest=110)
        # Another import may be making the same family: whoever is second takes the one that is there.
        family, _made = JobFamily.objects.get_or_create(slug=slug, defaults={"name": name})
    return family


def _levels(document: LadderDocument, role: Role, newest: Edition | None) -> list[Level]:
    """The levels of the document's parts: by title as last written, else by address, else new."""
    by_slug = {level.slug: level for level in role.levels.all()}
    profiles = LevelProfile.objects.filter(edition=newest).select_related("level") if newest else ()
    by_title = {profile.title.casefold(): profile.level for profile in profiles}
    found = [by_title.get(part.title.casefold()) for part in document.levels]
    for i, part in enumerate(document.levels):
        if found[i] is None:
            slug = level_slug(part.title, role.name)
            level = by_slug.get(slug)
            if level is None or level in found:
                level = Level.objects.create(role=role, slug=unused(slug, by_slug))
                by_slug[level.slug] = level
            found[i] = level
    return [level for level in found if level]

"""From a ladder document to a draft edition, in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from django.db import IntegrityError, transaction
from django.db.models import Model, QuerySet
from django.utils.text import slugify
from django.utils.translation import gettext as _

from paths.documents.checks import check_room
from paths.documents.document import LadderDocument, Problem, UnreadableDocument
from paths.documents.draft import write_draft
from paths.documents.export import document_from, pay_named_by
from paths.documents.keys import KeyPool
from paths.documents.outcome import Outcome, outcome_of, pay_that_differs, sections_that_differ
from paths.documents.replacing import Hand
from paths.documents.statements import profiles_of, statements_of
from paths.ladders.choices import EditionStatus
from paths.ladders.content import Profile
from paths.ladders.drafts import open_draft
from paths.ladders.editions import NoLevels, publish
from paths.ladders.models import Edition, JobFamily, Level, LevelProfile, Role
from paths.ladders.reading import content_of
from paths.ladders.slugs import level_slug, unused
from paths.pay.scope import PayScope

if TYPE_CHECKING:
    from paths.people.models import User

EVERYTHING = PayScope(everything=True)
_Row = TypeVar("_Row", bound=Model)


class NoFamily(UnreadableDocument):
    """Raised for a new role of which nobody has said to which job family it belongs."""

    def __init__(self, name: str) -> None:
        message = _("There is no role called “%(name)s” yet. Say which job family it belongs to.")
        super().__init__(Problem(0, message % {"name": name}))


@dataclass(frozen=True)
class Imported:
    """What an import did: the edition that now says the document, whether anything changed, and what.

    `seen` stands for what the role said before: a text that is never to be shown, for it knows of pay.
    """

    edition: Edition
    changed: bool
    outcome: Outcome
    seen: str = ""


@transaction.atomic
def import_ladder(
    *,
    document: LadderDocument,
    by: User | None = None,
    family: str | None = None,
    and_publish: bool = False,
    with_pay: bool = True,
    source: str = "",
) -> Imported:
    """Make `document` the draft of its role, and with `and_publish` the edition in force.

    A new role is put into job family `family`, made if need be; an existing role stays in its own. Where the newest
    edition already says the same, nothing changes. Without `with_pay`, what the document says of pay is left out, and
    what the draft says of it stays. `source` is what the history calls the document. Raises UnreadableDocument for
    texts that the database has no room for, and where what is to be published has no level; NoFamily for a new role
    without `family`.
    """
    check_room(document)
    if not with_pay:
        document = replace(document, levels=tuple(replace(level, pay=()) for level in document.levels))
    role, is_new = _role(document.title, family, by)
    document = replace(document, title=role.name)
    draft = _newest(Edition.objects.drafts().select_for_update(of=["self"]), role)
    published = _newest(Edition.objects.published(), role)
    edition = draft or published
    content = content_of(edition) if edition else None
    pay = pay_named_by(edition, scope=EVERYTHING) if edition and with_pay else {}
    before = document_from(content, pay) if content else None
    seen = repr((not is_new and role.pk, edition and edition.pk, content, sorted(pay.items())))
    if edition and before == document:
        outcome = Outcome(role.name, edition.version)
    else:
        keys = KeyPool([old for old in (published, draft) if old])
        levels = _levels(document, role, edition)
        statements = statements_of(document, levels, keys, by)
        profiles = profiles_of(document, levels, _ranks(levels, content.profiles if content else ()), statements)
        outcome = outcome_of(
            document.title,
            edition.version if edition else "",
            content.profiles if content else (),
            profiles,
            is_new=is_new,
            sections=sections_that_differ(before, document),
            pay=pay_that_differs(
                {profile.level_id: profile.title for profile in profiles},
                pay,
                {profile.level_id: part.pay for profile, part in zip(profiles, document.levels, strict=True)},
            ),
        )
        edition = draft or open_draft(role=role, by=by)
        write_draft(
            edition,
            document,
            levels=levels,
            ranks=[profile.rank for profile in profiles],
            statements=statements,
            with_pay=with_pay,
            hand=Hand(by, outcome.reason(source)),
        )
    changed = before != document
    if and_publish and edition.status == EditionStatus.DRAFT:
        try:
            edition = publish(draft=edition, by=by, note=_("Imported from a document."))
        except NoLevels:
            message = _("The document has no level, so nobody could stand on its ladder: it cannot be published.")
            raise UnreadableDocument(Problem(0, message)) from None
        changed = True
    return Imported(edition, changed, outcome, seen)


def _newest(editions: QuerySet[Edition], role: Role) -> Edition | None:
    return editions.filter(role=role).select_related("role__family").first()


def _role(name: str, family: str | None, by: User | None) -> tuple[Role, bool]:
    """The role of that name, and whether it was made."""
    role = Role.objects.select_for_update().filter(name__iexact=name).first()
    if role is None:
        if not family:
            raise NoFamily(name)
        slug = unused(slugify(name) or "role", set(Role.objects.values_list("slug", flat=True)), longest=150)
        return _saved(Role(slug=slug, name=name, family=_family(family, by)), by), True
    return role, False


def _family(name: str, by: User | None) -> JobFamily:
    family = JobFamily.objects.filter(name__iexact=name).first()
    if family is None:
        slug = unused(slugify(name) or "family", set(JobFamily.objects.values_list("slug", flat=True)), longest=110)
        family = _saved(JobFamily(slug=slug, name=name), by)
    return family


def _saved(row: _Row, by: User | None) -> _Row:
    """A new row. Another import may be making the same: whoever is second takes the one that is there."""
    row._history_user = by
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        return type(row).objects.get(slug=row.slug)
    return row


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


def _ranks(levels: Sequence[Level], before: Sequence[Profile]) -> list[int]:
    """1, 2, 3 …; but levels that are the same in the same order keep theirs: a document knows nothing of forks."""
    if [level.pk for level in levels] == [profile.level_id for profile in before]:
        return [profile.rank for profile in before]
    return list(range(1, len(levels) + 1))

"""From a ladder's sheet to the drafts of the roles it names, in one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from paths.documents.draft import write_statements
from paths.documents.keys import KeyPool
from paths.documents.outcome import Outcome, outcome_of
from paths.documents.replacing import Hand
from paths.documents.sheet import COLUMNS, OPTIONAL, Ladder, Names
from paths.documents.sheet_rows import Said, read_rows
from paths.documents.statements import as_expected
from paths.ladders.choices import Kind
from paths.ladders.content import EditionContent, Expected, Profile
from paths.ladders.drafts import open_draft
from paths.ladders.models import Edition, Expectation, LevelProfile, Role
from paths.ladders.reading import content_of
from paths.ladders.skill_names import skill_key
from paths.ladders.skills import find_or_make_skills
from paths.shared.sheets import RowProblem, Table, UnreadableSheet, read_sheet

if TYPE_CHECKING:
    from paths.people.models import User


@dataclass(frozen=True)
class SheetImported:
    """What an import did to each role that the sheet names, and what its writer should look at.

    `seen` stands for what the roles said before.
    """

    outcomes: tuple[Outcome, ...]
    drafts: tuple[Edition, ...]
    warnings: tuple[RowProblem, ...]
    seen: str

    @property
    def changed(self) -> bool:
        return any(outcome.changes for outcome in self.outcomes)


@dataclass(frozen=True)
class _Newest:
    """The draft and the published edition of a role, and what the newer of them says."""

    role: Role
    draft: Edition | None
    published: Edition | None
    content: EditionContent | None

    @property
    def profiles(self) -> tuple[Profile, ...]:
        return self.content.profiles if self.content else ()


@transaction.atomic
def import_sheet(*, table: Table, by: User | None = None, source: str = "") -> SheetImported:
    """Let the levels that the sheet names make its statements, and no others, in the drafts of their roles.

    A draft is opened where there is none. Levels that the sheet does not name stay as they are, and so does a role
    that says the same already. Raises UnreadableSheet with every problem by row, and then nothing has changed.
    """
    sheet = read_sheet(table, COLUMNS, OPTIONAL)
    if not sheet.rows:
        raise UnreadableSheet(RowProblem(0, _("There are no rows below the names of the columns.")))
    roles = role_names()
    named = {role_id for row in sheet.rows if (role_id := roles.find(row["role"]))}
    newest = _newest(named)
    said = read_rows(sheet, roles, _ladders(newest))
    warnings = sheet.warnings
    if not any(row["key"] for row in sheet.rows):
        message = _("There are no keys. Statements are known by their words, so one that is worded anew is a new one.")
        warnings += (RowProblem(0, message),)
    skills = find_or_make_skills([each.skill for rows in said.values() for each in rows if each.skill], by=by)
    outcomes, drafts = [], []
    for role_id in dict.fromkeys(role_id for role_id, _level in said):
        of_levels = {level_id: rows for (of_role, level_id), rows in said.items() if of_role == role_id}
        rows = _rows(newest[role_id], of_levels, skills)
        outcome, draft = _write(newest[role_id], rows, by, source)
        outcomes.append(outcome)
        drafts += [draft] if draft else []
    seen = repr([(role_id, each.draft and each.draft.pk, each.content) for role_id, each in newest.items()])
    return SheetImported(tuple(outcomes), tuple(drafts), warnings, seen)


def role_names() -> Names:
    """All roles by the names people write."""
    return Names(Role.objects.order_by("pk").values_list("pk", "slug", "name"))


def _newest(role_ids: set[int]) -> dict[int, _Newest]:
    """role id -> what there is of it, locked until the transaction ends."""
    roles = list(Role.objects.select_for_update().filter(pk__in=role_ids).order_by("pk"))
    locked = Edition.objects.select_for_update(of=["self"]).select_related("role__family").filter(role__in=roles)
    drafts = {edition.role_id: edition for edition in locked.drafts()}
    published = {edition.role_id: edition for edition in locked.published()}
    return {
        role.pk: _Newest(role, draft, in_force, content_of(edition) if edition else None)
        for role in roles
        for draft, in_force in [(drafts.get(role.pk), published.get(role.pk))]
        for edition in [draft or in_force]
    }


def _ladders(newest: Mapping[int, _Newest]) -> dict[int, Ladder]:
    given = Expectation.objects.filter(profile__edition__role__in=newest).order_by()
    keys: dict[int, set] = {role_id: set() for role_id in newest}
    for role_id, key in given.values_list("profile__edition__role_id", "key").distinct():
        keys[role_id].add(key)
    return {
        role_id: Ladder(role_id, each.role.name, each.profiles, frozenset(keys[role_id]))
        for role_id, each in newest.items()
    }


def _rows(
    newest: _Newest, said: Mapping[int, Sequence[Said]], skills: Mapping[str, object]
) -> dict[int, list[Expectation]]:
    """level id -> its statements, unsaved. Those without a key get that of the statement they are, else a new one."""
    pool = KeyPool([edition for edition in (newest.published, newest.draft) if edition])
    pool.reserve(each.key for rows in said.values() for each in rows if each.key)
    pool.reserve(
        expected.key for profile in newest.profiles if profile.level_id not in said for expected in profile.expectations
    )
    there = {(p.level_id, expected.key): expected for p in newest.profiles for expected in p.expectations}
    made = {
        level_id: [
            Expectation(
                key=each.key,
                kind=each.kind,
                category=each.category,
                text=each.text,
                examples="\n".join(each.examples),
                skill=skills[skill_key(each.skill)] if each.kind == Kind.SKILL else None,
                proficiency=each.proficiency,
                required=each.required,
                position=position,
            )
            for position, each in enumerate(rows)
        ]
        for level_id, rows in said.items()
    }
    without = [(level_id, row) for level_id, rows in made.items() for row in rows if row.key is None]
    keys = pool.take([(level_id, row.kind, row.text, row.skill_id) for level_id, row in without])
    for (_level, row), key in zip(without, keys, strict=True):
        row.key = key
    for level_id, rows in made.items():
        for row in rows:
            before = there.get((level_id, row.key))
            row.grows_from = before.grows_from if before else pool.grows_from(row.key)
    return made


def _write(
    newest: _Newest, rows: Mapping[int, list[Expectation]], by: User | None, source: str
) -> tuple[Outcome, Edition | None]:
    """Write the levels that say something else now, in the draft; and what that means."""
    after = {level_id: tuple(map(as_expected, of_level)) for level_id, of_level in rows.items()}
    different = {profile.level_id for profile in newest.profiles if _says(profile, after) != profile.expectations}
    edition = newest.draft or newest.published
    version = edition.version if edition else ""
    if not different:
        return Outcome(newest.role.name, version), None
    said = [replace(profile, expectations=_says(profile, after)) for profile in newest.profiles]
    outcome = outcome_of(newest.role.name, version, newest.profiles, said)
    draft = newest.draft or open_draft(role=newest.role, by=by)
    hand = Hand(by, outcome.reason(source))
    profiles = list(LevelProfile.objects.filter(edition=draft, level__in=different))
    write_statements(draft, profiles, [rows[profile.level_id] for profile in profiles], hand, of=profiles)
    hand.save(draft)
    return outcome, draft


def _says(profile: Profile, after: Mapping[int, tuple[Expected, ...]]) -> tuple[Expected, ...]:
    return after.get(profile.level_id, profile.expectations)

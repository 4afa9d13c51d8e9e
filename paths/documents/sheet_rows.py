"""From the rows of a ladder's sheet to what they say of each level, or to everything that is wrong with them. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from paths.documents.sheet import KINDS, NO, PROFICIENCIES, YES, Ladder, Names, folded, levels_by_name
from paths.ladders.choices import Kind, Proficiency
from paths.ladders.skill_names import name_skill
from paths.shared.sheets import Row, RowProblem, Sheet, UnreadableSheet

LONGEST = {"category": 120, "skill": 200}
# What people write, folded. As what is written, the same in every language.
KIND_WORDS = {folded(word): kind for kind in Kind for word in (KINDS[kind], kind.value)} | {
    "responsibilities": Kind.RESPONSIBILITY,
    "what you do": Kind.RESPONSIBILITY,
    "skills": Kind.SKILL,
    "soft skills": Kind.SOFT_SKILL,
}
PROFICIENCY_WORDS = {
    folded(word): proficiency for proficiency, name in PROFICIENCIES.items() for word in (name, str(proficiency.value))
}
REQUIRED_WORDS = dict.fromkeys((YES, "true", "1", "y", "required"), True) | dict.fromkeys(
    (NO, "false", "0", "n", "desirable"), False
)


@dataclass(frozen=True, slots=True)
class Said:
    """What one row says. `skill` and `proficiency` are those of a skill only."""

    row: int
    key: UUID | None
    kind: Kind
    category: str
    text: str
    examples: tuple[str, ...]
    skill: str = ""
    proficiency: Proficiency | None = None
    required: bool = True


# (role id, level id) -> what its rows say, in their order.
Rows = Mapping[tuple[int, int], tuple[Said, ...]]


def read_rows(sheet: Sheet, roles: Names, ladders: Mapping[int, Ladder]) -> Rows:
    """What the rows say of each level. `ladders` are those of the roles that the sheet names, by role id.

    Raises UnreadableSheet with every problem, by row.
    """
    reader = _Reader(roles, ladders)
    for row in sheet.rows:
        reader.take(row)
    if reader.problems:
        raise UnreadableSheet(*reader.problems)
    return {where: tuple(said) for where, said in reader.said.items()}


@dataclass
class _Reader:
    roles: Names
    ladders: Mapping[int, Ladder]
    said: dict[tuple[int, int], list[Said]] = field(default_factory=lambda: defaultdict(list))
    problems: list[RowProblem] = field(default_factory=list)
    _levels: dict[int, Names] = field(default_factory=dict)
    _first: dict[tuple[int, int, UUID], int] = field(default_factory=dict)

    def take(self, row: Row) -> None:
        """Read one row, or say what is wrong with it."""
        wrong: list[str] = []
        ladder = self._ladder(row, wrong)
        level_id = self._level(row, ladder, wrong)
        key = self._key(row, ladder, level_id, wrong)
        said = _said(row, key, wrong)
        self.problems += [RowProblem(row.number, message) for message in wrong]
        if ladder and level_id and said:
            self.said[ladder.role_id, level_id].append(said)

    def _ladder(self, row: Row, wrong: list[str]) -> Ladder | None:
        word = row["role"]
        role_id = self.roles.find(word)
        if role_id is None:
            wrong.append(
                _("There is no role called “%(name)s”.") % {"name": word[:80]} + self.roles.hint(word)
                if word
                else _("Say which role this is about.")
            )
        return self.ladders.get(role_id) if role_id else None

    def _level(self, row: Row, ladder: Ladder | None, wrong: list[str]) -> int | None:
        word = row["level"]
        if not word:
            wrong.append(_("Say which level this is about."))
        if not word or ladder is None:
            return None
        levels = self._levels.setdefault(ladder.role_id, levels_by_name(ladder.profiles))
        level_id = levels.find(word)
        if level_id is None:
            message = _("%(role)s has no level called “%(name)s”.") % {"role": ladder.name, "name": word[:80]}
            wrong.append(message + levels.hint(word))
        return level_id

    def _key(self, row: Row, ladder: Ladder | None, level_id: int | None, wrong: list[str]) -> UUID | None:
        if not row["key"]:
            return None
        key = _uuid(row["key"])
        if key is None or (ladder and key not in ladder.keys):
            wrong.append(_("No statement of this role has this key. Leave the cell empty for a new statement."))
        elif ladder and level_id:
            first = self._first.setdefault((ladder.role_id, level_id, key), row.number)
            if first != row.number:
                message = _("Row %(row)d has the same key. Leave it empty in one of the two.")
                wrong.append(message % {"row": first})
        return key


def _said(row: Row, key: UUID | None, wrong: list[str]) -> Said | None:
    kind = _word(row, "kind", KIND_WORDS, KINDS.values(), wrong)
    proficiency = _word(row, "proficiency", PROFICIENCY_WORDS, PROFICIENCIES.values(), wrong, blank=None)
    required = _word(row, "required", REQUIRED_WORDS, [YES, NO], wrong, blank=True)
    skill = " ".join(row["skill"].split())
    text = row["text"] or (skill if kind == Kind.SKILL else "")
    if not text:
        wrong.append(_("The text is missing."))
    if "\n" in text or "\r" in text:
        wrong.append(_("The text has more than one line. Put what belongs to it into the examples."))
    if kind and kind != Kind.SKILL and (skill or row["proficiency"]):
        wrong.append(_("Only a skill has a skill and a proficiency. Leave both empty, or make the kind “Skill”."))
    if kind == Kind.SKILL and text:
        named = name_skill(text)
        skill, proficiency = skill or named.name, proficiency or named.proficiency
    for column, value in (("category", row["category"]), ("skill", skill)):
        if len(value) > LONGEST[column]:
            message = _("The %(column)s is too long (%(length)d characters, at most %(most)d). Shorten it.")
            wrong.append(message % {"column": column, "length": len(value), "most": LONGEST[column]})
    if wrong:
        return None
    examples = tuple(line.rstrip() for line in _lines(row["examples"]) if line.strip())
    return Said(row.number, key, kind, row["category"], text, examples, skill, proficiency, required)


def _word(
    row: Row, column: str, words: Mapping[str, Any], shown: Collection[str], wrong: list[str], **blank: Any
) -> Any:
    """What the word in a cell means; a `blank` cell means that, if it may be blank."""
    word = row[column]
    if not word and blank:
        return blank["blank"]
    if folded(word) not in words:
        message = _("The %(column)s “%(word)s” is not one of: %(words)s.")
        wrong.append(message % {"column": column, "word": word[:80], "words": ", ".join(shown)})
    return words.get(folded(word))


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None

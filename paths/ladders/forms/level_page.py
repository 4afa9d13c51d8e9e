"""Everything on the page of one level, read, checked and saved together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Max
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from paths.ladders.choices import Kind
from paths.ladders.drafting import save_level, stamp_of_level
from paths.ladders.forms.conflict import Difference, differing_rows, differing_values
from paths.ladders.forms.level import (
    LevelForm,
    Projects,
    Shares,
    StatementForm,
    Statements,
    of_project,
    of_share,
    of_statement,
)
from paths.ladders.forms.rows import BaseRows, begin_in_last, initial_of, with_one_more, with_rows
from paths.ladders.models import Expectation, LevelProfile, Skill

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser

STATEMENTS, SHARES, PROJECTS = "statements", "shares", "projects"


@dataclass(slots=True)
class Group:
    """The statements of one kind and category, as the page shows them."""

    kind: Kind
    category: str
    rows: list[StatementForm] = field(default_factory=list)

    @property
    def heading(self) -> str | Promise:
        return self.category or HEADINGS[self.kind]

    @property
    def adds(self) -> str:
        """What the button that adds a statement here sends."""
        return f"{self.kind}|{self.category}"


HEADINGS = {
    Kind.RESPONSIBILITY: _("Responsibilities"),
    Kind.SKILL: _("Skills without a category"),
    Kind.SOFT_SKILL: _("Soft skills"),
}


class LevelPage:
    """The forms of one level, of the database or (with `data`) as somebody has just sent them."""

    def __init__(self, profile: LevelProfile, data: QueryDict | None = None) -> None:
        self.profile, self.data = profile, data
        self.below = _one_rung_below(profile)
        self.seen = data.get("seen", "") if data is not None else stamp_of_level(profile)
        self.level = LevelForm(data, instance=profile)
        by_text = {text: key for key, text in self.below.items()}
        forms: Mapping[str, Any] = {"form_kwargs": {"below": by_text}}
        self.statements = self._list(Statements, STATEMENTS, self._statements, **forms)
        self.shares = self._list(Shares, SHARES, self._shares)
        self.projects = self._list(Projects, PROJECTS, self._projects)

    def is_valid(self) -> bool:
        """Whether all of it can be saved. Every form is checked, so that every error is said at once."""
        parts = [part.is_valid() for part in (self.level, self.statements, self.shares, self.projects)]
        return all(parts)

    def save(self, by: AbstractBaseUser) -> None:
        """Write it all. Raises NotADraft and ChangedMeanwhile."""
        # The form has put what was typed into its row; the service compares with what the database says.
        save_level(
            profile=self.profile,
            values=self.level.cleaned_data,
            expectations=self.statements.rows(),
            shares=self.shares.rows(),
            projects=self.projects.rows(),
            seen=self.seen,
            by=by,
        )

    def with_one_more(self, wanted: str) -> LevelPage:
        """The page as it was sent, and one more row: "shares", "projects", or "<kind>|<category>"."""
        if wanted in (SHARES, PROJECTS):
            page = LevelPage(self.profile, with_one_more(self.data, wanted, {}))
            begin_in_last(page.shares if wanted == SHARES else page.projects)
            return page
        kind, _bar, category = wanted.partition("|")
        values = {"kind": kind if kind in Kind.values else Kind.RESPONSIBILITY, "category": category, "required": "on"}
        page = LevelPage(self.profile, with_one_more(self.data, STATEMENTS, values))
        begin_in_last(page.statements)
        return page

    def beside_theirs(self) -> tuple[LevelPage, list[Difference]]:
        """The page as it was sent, ready to be saved over what somebody else saved meanwhile, and what differs.

        Rows that somebody added meanwhile join it, so that saving does not lose them.
        """
        now = LevelProfile.objects.get(pk=self.profile.pk)
        lists = [
            (self.statements, STATEMENTS, list(self._statements()), "text"),
            (self.shares, SHARES, list(self._shares()), "activity"),
            (self.projects, PROJECTS, list(self._projects()), "text"),
        ]
        names = {name: form_field.label for name, form_field in self.level.fields.items()}
        theirs = {name: getattr(now, name) for name in self.level.cleaned_data}
        found = differing_values(now.title, theirs, self.level.cleaned_data, names)
        data = self.data
        for rows, prefix, there, name in lists:
            wanted = rows.rows()
            labels = {key: form_field.label for key, form_field in rows.form.base_fields.items()}
            known = {_known(rows, row): self._as_values(rows, row) for row in there}
            found += differing_rows(known, wanted, labels, name)
            named = {row.known_as for row in wanted}
            data = with_rows(data, prefix, [row for row in there if _known(rows, row) not in named])
        data = data.copy()
        data["seen"] = stamp_of_level(now)
        return LevelPage(self.profile, data), found

    def groups(self) -> list[Group]:
        """The statements by kind and category, categories as they first appear. Both other kinds are always there."""
        found = {(Kind.RESPONSIBILITY, ""): Group(Kind.RESPONSIBILITY, "")}
        for form in self.statements.in_order():
            kind = Kind(form["kind"].value()) if form["kind"].value() in Kind.values else Kind.RESPONSIBILITY
            category = str(form["category"].value() or "").strip() if kind == Kind.SKILL else ""
            found.setdefault((kind, category), Group(kind, category)).rows.append(form)
        found.setdefault((Kind.SOFT_SKILL, ""), Group(Kind.SOFT_SKILL, ""))
        order = list(Kind)
        return sorted(found.values(), key=lambda group: order.index(group.kind))

    @cached_property
    def total(self) -> Decimal:
        """The percentages of the week, added up as far as they are numbers."""
        return sum((_number(form["percent"].value()) for form in self.shares), Decimal(0))

    @cached_property
    def skill_names(self) -> list[str]:
        return list(Skill.objects.values_list("name", flat=True))

    def _list(self, rows: type[BaseRows], prefix: str, initial: Any, **kwargs: Any) -> BaseRows:
        if self.data is not None:
            return rows(self.data, prefix=prefix, **kwargs)
        return rows(initial=initial_of(initial()), prefix=prefix, **kwargs)

    def _statements(self) -> Iterator[dict[str, Any]]:
        for row in self.profile.expectations.select_related("skill").order_by("position", "pk"):
            yield of_statement(row, self.below)

    def _shares(self) -> Iterator[dict[str, Any]]:
        return map(of_share, self.profile.time_shares.order_by("position", "pk"))

    def _projects(self) -> Iterator[dict[str, Any]]:
        return map(of_project, self.profile.projects.order_by("position", "pk"))

    def _as_values(self, rows: BaseRows, row: Mapping[str, Any]) -> dict[str, Any]:
        """A row of the database in the shape that a valid form gives."""
        values = {name: value for name, value in row.items() if name != "known_as"}
        if rows is self.statements and values["grows_from"]:
            by_text = {text: key for key, text in self.below.items()}
            values["grows_from"] = by_text.get(values["grows_from"]) or UUID(values["grows_from"])
        return values


def _known(rows: BaseRows, row: Mapping[str, Any]) -> Any:
    return UUID(row["known_as"]) if rows.prefix == STATEMENTS else int(row["known_as"])


def _one_rung_below(profile: LevelProfile) -> dict[UUID, str]:
    """key -> text of what the level or levels one rung below say."""
    lower = LevelProfile.objects.filter(edition=profile.edition_id, rank__lt=profile.rank)
    rank = lower.aggregate(rank=Max("rank"))["rank"]
    rows = Expectation.objects.filter(profile__edition=profile.edition_id, profile__rank=rank)
    return dict(rows.order_by("position", "pk").values_list("key", "text")) if rank is not None else {}


def _number(typed: Any) -> Decimal:
    try:
        number = Decimal(str(typed or 0).replace(",", "."))
    except ArithmeticError:
        return Decimal(0)
    return number if number.is_finite() and abs(number) < 10_000 else Decimal(0)

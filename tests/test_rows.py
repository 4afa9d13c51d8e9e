"""A law over every list of rows: what is filled in is kept, or answered with an error beside it."""

from __future__ import annotations

import importlib
from uuid import UUID

import pytest
from django import forms
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from hypothesis import given
from hypothesis import strategies as st

from paths.growth.forms.week import WeekRows
from paths.ladders.forms.level import StatementForm
from paths.ladders.forms.sections import SectionRowForm
from paths.ladders.models import Expectation
from tests.factories import EditionFactory, ExpectationFactory, LevelProfileFactory, RoleFactory
from tests.growth.people import bakery, signed_in
from tests.ladders.typing_in import fields_of
from tests.visitors import browser_of

# All forms there are.
importlib.import_module("paths.admin_urls")
importlib.import_module("paths.urls")
ASIDE = {"known_as", "ORDER", "DELETE"}
BELOW = {"Help at the oven": UUID(int=7)}
KWARGS = {StatementForm: {"below": BELOW}, SectionRowForm: {"levels": [(1, "Junior"), (2, "Senior")]}}
# Where each list is written, by its form: the page's address, the prefix, the button that adds a row.
PAGES = {
    "StatementForm": ("level_edit", "statements", "skill|Craft"),
    "ShareForm": ("level_edit", "shares", "shares"),
    "ProjectForm": ("level_edit", "projects", "projects"),
    "LevelRowForm": ("edition_edit", "levels", "levels"),
    "StageForm": ("roadmap", "rows", "rows"),
    "QuestionForm": ("interview", "rows", "rows"),
    "AdviceForm": ("advice", "rows", "rows"),
    "TransitionForm": ("transitions", "rows", "rows"),
    "CustomForm": ("custom", "rows", "rows"),
    "WeekRow": ("week", "week", ""),
}


def lists_below(base):
    for rows in base.__subclasses__():
        yield rows
        yield from lists_below(rows)


FORMSETS = sorted(
    {
        rows
        for rows in lists_below(forms.BaseFormSet)
        if getattr(rows, "form", None) and rows.form.__module__.startswith("paths.")
    },
    key=lambda rows: rows.form.__name__,
)
FIELDS = [
    pytest.param(rows, name, id=f"{rows.form.__name__}-{name}")
    for rows in FORMSETS
    for name, field in rows.form.base_fields.items()
    if name not in ASIDE and not (isinstance(field, forms.BooleanField) and field.initial)
]


def test_every_list_of_rows_has_its_page_here():
    assert {rows.form.__name__ for rows in FORMSETS} == set(PAGES)


def made(rows, data):
    """The list with `data` sent to it."""
    form_kwargs = next((more for form, more in KWARGS.items() if issubclass(rows.form, form)), {})
    return rows(MultiValueDict({name: [value] for name, value in data.items()}), prefix="x", form_kwargs=form_kwargs)


def begun(rows, kind):
    """A new row as a browser sends it when nobody has typed anything."""
    empty = made(rows, {"x-TOTAL_FORMS": "0", "x-INITIAL_FORMS": "0"}).empty_form
    fields = {}
    for name, field in empty.fields.items():
        choices = [str(value) for value, _label in getattr(field, "choices", [])]
        value = str(empty[name].value() or (choices or [""])[0])
        value = {"kind": kind, "category": "Craft"}[name] if name in getattr(rows.form, "filled_in", ()) else value
        if isinstance(field, forms.BooleanField):
            fields |= {f"x-0-{name}": "on"} if field.initial else {}
            continue
        fields[f"x-0-{name}"] = value
        if name in getattr(rows.form, "filled_in", ()):
            fields[f"initial-x-0-{name}"] = value
    return {"x-TOTAL_FORMS": "1", "x-INITIAL_FORMS": "0"} | fields


def kept_by(rows):
    """What a valid list hands on to be saved."""
    if isinstance(rows, WeekRows):
        return [{"activity": activity, "percent": percent} for activity, percent in rows.shares.items()]
    return [dict(row.values) for row in rows.rows()]


words = st.one_of(st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=9), st.just("Rye, spelt"))


def typed_into(name, field):
    """What somebody may put into a field."""
    if isinstance(field, forms.BooleanField):
        return st.just("on")
    if choices := [str(value) for value, _label in getattr(field, "choices", []) if value != ""]:
        return st.sampled_from(choices)
    if isinstance(field, forms.DecimalField):
        return st.one_of(st.integers(0, 99).map(str), st.just("much"))
    return st.one_of(words, st.sampled_from(sorted(BELOW))) if name == "grows_from" else words


@pytest.mark.django_db
@pytest.mark.parametrize("rows", FORMSETS, ids=lambda rows: rows.form.__name__)
@given(st.data())
def test_whatever_is_filled_in_is_kept_or_answered_with_an_error(rows, data):
    start = begun(rows, data.draw(st.sampled_from(["responsibility", "skill", "soft_skill"])))
    fields = made(rows, start).forms[0].fields
    names = data.draw(st.sets(st.sampled_from(sorted(set(fields) - ASIDE)), min_size=1))
    typed = {name: data.draw(typed_into(name, fields[name])) for name in sorted(names)}
    filled = {name for name, text in typed.items() if text.strip() and text != start.get(f"x-0-{name}")}
    sent = made(rows, start | {f"x-0-{name}": text for name, text in typed.items()})
    if not sent.is_valid():
        assert sent.errors[0] or sent.non_form_errors()
    elif filled:
        (row,) = kept_by(sent)
        assert {name for name in filled if row[name] in (None, "") or row[name] is False} == set()
    else:
        assert kept_by(sent) == []


@pytest.mark.parametrize("rows", FORMSETS, ids=lambda rows: rows.form.__name__)
@pytest.mark.parametrize("kind", ["responsibility", "skill", "soft_skill"])
def test_a_row_that_was_added_and_left_alone_is_no_row(rows, kind):
    sent = made(rows, begun(rows, kind))
    assert sent.is_valid()
    assert kept_by(sent) == []


@pytest.fixture
def addresses(db):
    """The addresses of all pages with lists, by their names."""
    draft = EditionFactory(draft=True, role=RoleFactory(name="Cook", slug="cook"))
    ExpectationFactory(profile=LevelProfileFactory(edition=draft, rank=1, title="Junior Cook"), text="Wash up")
    senior = LevelProfileFactory(edition=draft, rank=2, title="Senior Cook")
    sections = ("roadmap", "interview", "advice", "transitions", "custom")
    return {
        "level_edit": reverse("admin:level_edit", args=[draft.pk, senior.level_id]),
        "edition_edit": reverse("admin:edition_edit", args=[draft.pk]),
        "week": reverse("week"),
        **{name: reverse("admin:edition_section", args=[draft.pk, name]) for name in sections},
    }


def with_a_new_row(visitor, address, prefix, add):
    """What the page sends with one more row, and that row's form."""
    if not add:
        (form, *_others) = visitor.get(address).context["rows"].extra_forms
        return {f"{prefix}-TOTAL_FORMS": "9", f"{prefix}-INITIAL_FORMS": "0"}, form
    more = visitor.post(address, fields_of(visitor.get(address)) | {"add": add})
    return fields_of(more), getattr(more.context["page"], prefix).forms[-1]


def something(field):
    if isinstance(field, forms.BooleanField):
        return "on"
    if choices := [str(value) for value, _label in getattr(field, "choices", [])]:
        return choices[-1]
    return "7.5" if isinstance(field, forms.DecimalField) else "Quince jelly"


@pytest.mark.parametrize(("rows", "name"), FIELDS)
def test_a_row_with_a_single_field_is_there_after_saving_or_has_an_error(addresses, rows, name):
    page, prefix, add = PAGES[rows.form.__name__]
    visitor = signed_in(bakery().ana) if page == "week" else browser_of("hr_editor")
    sent, form = with_a_new_row(visitor, addresses[page], prefix, add)
    typed = something(form.fields[name])
    response = visitor.post(addresses[page], sent | {form.add_prefix(name): typed})
    if response.status_code == 422:
        assert "errorlist" in response.content.decode()
    else:
        assert response.status_code == 302
        assert typed in fields_of(visitor.get(addresses[page])).values()


def test_a_skill_without_a_statement_is_called_by_its_name(addresses):
    editor, address = browser_of("hr_editor"), addresses["level_edit"]
    sent, form = with_a_new_row(editor, address, "statements", "skill|Craft")
    typed = {form.add_prefix("skill"): "Rye bread", form.add_prefix("proficiency"): "4"}
    assert editor.post(address, sent | typed).status_code == 302
    made = Expectation.objects.get(category="Craft")
    assert (made.text, made.skill.name, made.proficiency) == ("Rye bread", "Rye bread", 4)

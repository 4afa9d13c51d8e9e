"""A law over everything an edition says: no field of it is lost by any editor, writer or importer."""

from __future__ import annotations

import datetime
import uuid
from decimal import Decimal

import pytest
from django.db import models
from django.urls import reverse

from paths.documents.export import document_of
from paths.documents.importing import EVERYTHING, import_ladder
from paths.documents.reader import read_ladder
from paths.documents.sheet import table_of
from paths.documents.sheet_importing import import_sheet
from paths.documents.writer import write_ladder
from paths.ladders.choices import AdviceKind, Kind, Place, SectionForm
from paths.ladders.drafts import open_draft, restore_level
from paths.ladders.editions import publish
from paths.ladders.forms.sections import SECTIONS
from paths.ladders.models import (
    Advice,
    CustomSection,
    Edition,
    Expectation,
    InterviewQuestion,
    Level,
    LevelProfile,
    RoadmapStage,
    Role,
    TimeShare,
    Transition,
)
from paths.ladders.reading import content_of
from paths.pay.models import ProposedBand
from paths.shared.sheets import read_csv, write_csv
from tests.factories import EditionFactory, LevelProfileFactory, RoleFactory, SkillFactory
from tests.ladders.typing_in import fields_of
from tests.visitors import browser_of

pytestmark = pytest.mark.django_db

# What says where a row stands, and when and by whom an edition was published; positions are told by the order.
ASIDE = {"edition", "profile", "position"}
OF_EDITION = {
    "role",
    "status",
    "major",
    "minor",
    "patch",
    "change_note",
    "news",
    "created_at",
    "published_at",
    "published_by",
}


def lean(model, *optional):
    """Ways to say a row: with all of its fields, with only one of those that may be empty, and with none of them."""
    empty = {name: None if model._meta.get_field(name).null else "" for name in optional}
    return [{}, empty, *({name: empty[name] for name in optional if name != only} for only in optional)]


ANYBODY = {"level": None, "and_above": False}
# The ways there are to say what a row is, where not every field can be filled at once.
WAYS = {
    Expectation: [{"kind": kind, **more} for kind in Kind.values for more in lean(Expectation, "category", "examples")],
    TimeShare: lean(TimeShare, "percent"),
    RoadmapStage: [
        *lean(RoadmapStage, "focus", "key_skills", "mindset", "notes"),
        {"years_max": None},
        {"years_min": None, "years_max": None},
    ],
    Advice: [{"kind": kind, **more} for kind in AdviceKind.values for more in lean(Advice, "title", "text")[2:]],
    Transition: lean(Transition, "text", "examples"),
    InterviewQuestion: [
        {"heading": heading, **more}
        for heading in ("", "Ovens", "Senior questions", "Head (Senior Baker+)")
        for more in ({}, {"and_above": False}, ANYBODY, {"examples": ""})
    ],
    CustomSection: [
        {"profile": None, "place": Place.TRANSITIONS, "form": SectionForm.SECTION},
        {"profile": None, "place": Place.ROADMAP, "form": SectionForm.SUBSECTION},
        {"place": Place.SKILLS, "form": SectionForm.LABEL},
        {"place": Place.DAY, "form": SectionForm.LABEL, "body": ""},
        {"place": Place.RESPONSIBILITIES, "form": SectionForm.TEXT, "heading": ""},
    ],
}


def models_of_an_edition():
    """Every model whose rows belong to an edition, found by their keys. Pay has laws of its own."""
    found, new = [Edition], [Edition]
    while new:
        new = list(
            {
                relation.related_model: None
                for model in new
                for relation in model._meta.related_objects
                if relation.on_delete is models.CASCADE
                and relation.related_model.__module__.startswith("paths.ladders")
                and relation.related_model not in found
            }
        )
        found += new
    return found


MODELS = models_of_an_edition()


def said_in(model):
    aside = ASIDE | (OF_EDITION if model is Edition else set())
    return [field for field in model._meta.concrete_fields if not field.primary_key and field.name not in aside]


class Maker:
    """An edition in which every field of every row holds a value of its own."""

    def __init__(self, role):
        self.number = 20
        self.edition = EditionFactory(role=role)
        for field in said_in(Edition):
            setattr(self.edition, field.attname, self.value(field))
        self.edition.save()
        self.profiles = []
        for rank, title in ((1, "Junior Baker"), (2, "Senior Baker"), (2, "Head Baker")):
            profile = LevelProfileFactory(edition=self.edition, rank=rank, title=title)
            rest = {f.name: self.value(f) for f in said_in(LevelProfile) if f.name not in ("level", "rank", "title")}
            LevelProfile.objects.filter(pk=profile.pk).update(**rest)
            self.profiles.append(profile)
        below = self.row(Expectation, self.profiles[0], {"kind": Kind.RESPONSIBILITY, "grows_from": None})
        for model in MODELS:
            if model not in (Edition, LevelProfile):
                for position, way in enumerate(WAYS.get(model, [{}])):
                    more = {"grows_from": below.key} if model is Expectation else {}
                    self.row(model, self.profiles[1], {"position": position, **more, **way})

    def row(self, model, profile, given):
        names = {field.name for field in model._meta.concrete_fields}
        place = {name: row for name, row in (("edition", self.edition), ("profile", profile)) if name in names}
        values = {field.name: self.value(field) for field in said_in(model)} | place | given
        if model is Expectation and values["kind"] != Kind.SKILL:
            values |= {"skill": None, "proficiency": None}
        return model.objects.create(**values)

    def value(self, field):
        self.number += 1
        if isinstance(field, models.ForeignKey):
            return {Level: lambda: self.profiles[1].level}.get(field.related_model, SkillFactory)()
        if field.choices:
            return [value for value, _label in field.choices][-1]
        if isinstance(field, models.UUIDField):
            return uuid.uuid4()
        if isinstance(field, models.BooleanField):
            return not field.default
        if isinstance(field, models.DecimalField | models.IntegerField):
            return Decimal(self.number) / 10
        if isinstance(field, models.DateTimeField | models.DateField):
            return datetime.date(2026, 1, self.number % 28 + 1)
        return f"quince {self.number:03}"


def said(edition):
    """model -> what its rows of an edition say, by their order, levels and skills by name."""
    found = {}
    for model in MODELS:
        of = {"pk": edition.pk} if model is Edition else {"edition": edition}
        if "profile" in {field.name for field in model._meta.concrete_fields} and not hasattr(model, "edition"):
            of = {"profile__edition": edition}
        names = [field.name for field in said_in(model)]
        where = ["profile__level"] if model is not Edition and hasattr(model, "profile") else []
        rows = model.objects.filter(**of).values(*where, *names)
        found[model.__name__] = sorted(({name: row[name] for name in row} for row in rows), key=str)
    return found


@pytest.fixture
def draft():
    """A draft in which every field is filled, opened as the copy of such an edition."""
    made = Maker(RoleFactory(name="Baker", slug="baker"))
    draft = open_draft(role=made.edition.role, by=None)
    assert said(draft) == said(made.edition), "a copy says the same"
    return draft


def test_every_model_and_every_field_is_filled(draft):
    assert {model.__name__ for model in MODELS} >= {"Edition", "LevelProfile", "Expectation", "TimeShare", "Advice"}
    rows = said(draft)
    for model in MODELS:
        for field in said_in(model):
            values = [row[field.name] for row in rows[model.__name__]]
            assert [value for value in values if value not in (None, "") and value != field.default], field


def document_with_a_change(draft):
    """The document of a draft as somebody sends it back, with one word changed so that it is written anew."""
    return read_ladder(write_ladder(document_of(draft, scope=EVERYTHING)).replace("quince 021", "quince jam")).document


def by_document(draft):
    before = document_of(draft, scope=EVERYTHING)
    imported = import_ladder(document=document_with_a_change(draft))
    assert imported.changed
    Edition.objects.filter(pk=draft.pk).update(overview=before.overview)


def by_sheet(draft):
    table = read_csv(write_csv(table_of("Baker", content_of(draft).profiles)), max_bytes=10**6)
    new = ("Baker", "Senior Baker", "Responsibility", "", "Sweep", "", "", "", "", "")
    assert import_sheet(table=(*table, new)).changed
    Expectation.objects.get(profile__edition=draft, text="Sweep").delete()


def by_pages(draft):
    editor = browser_of("hr_editor")
    pages = [reverse("admin:edition_edit", args=[draft.pk])]
    pages += [reverse("admin:level_edit", args=[draft.pk, each.level_id]) for each in draft.profiles.all()]
    pages += [reverse("admin:edition_section", args=[draft.pk, name]) for name in SECTIONS]
    for page in pages:
        assert editor.post(page, fields_of(editor.get(page))).status_code == 302


def by_putting_back(draft):
    gone = draft.profiles.get(title="Senior Baker")
    published = Edition.objects.published().get().profiles.get(level=gone.level)
    gone.delete()
    restore_level(draft=draft, profile=published, by=None)


def by_publishing(draft):
    publish(draft=draft, by=None, note="Otherwise.")


@pytest.mark.parametrize("way", [by_document, by_sheet, by_pages, by_putting_back, by_publishing])
def test_no_field_is_lost(draft, way):
    before = said(draft)
    way(draft)
    after = said(draft)
    assert {model: after[model] for model in before if after[model] != before[model]} == {}


def test_questions_of_a_level_that_the_draft_leaves_out_stay_with_it(draft):
    asked = [row for row in said(draft)["InterviewQuestion"] if row["level"] and row["heading"] == "Ovens"]
    draft.profiles.get(title="Senior Baker").delete()
    by_document(draft)
    assert [row for row in said(draft)["InterviewQuestion"] if row["level"] and row["heading"] == "Ovens"] == asked


# What no document says: who a statement is, and what only the site knows of it.
UNSAID = {"key", "grows_from", "level", "rank", "skill", "proficiency", "profile__level"}


def without_what_is_unsaid(rows):
    return sorted(({name: row[name] for name in row if name not in UNSAID} for row in rows), key=str)


def test_a_document_says_every_field_to_another_site(draft):
    before = said(draft)
    document = read_ladder(write_ladder(document_of(draft, scope=EVERYTHING))).document
    Edition.objects.all().delete()
    Role.objects.all().delete()
    after = said(import_ladder(document=document, family="Crafts").edition)
    kept, there = ({model: without_what_is_unsaid(of[model]) for model in of} for of in (after, before))
    assert {model: kept[model] for model in there if kept[model] != there[model]} == {}


def test_pay_is_the_only_other_thing_an_edition_says():
    others = {
        relation.related_model
        for model in MODELS
        for relation in model._meta.related_objects
        if relation.on_delete is models.CASCADE and relation.related_model not in MODELS
    }
    assert {other for other in others if other.__module__ == "paths.pay.models"} == {ProposedBand}

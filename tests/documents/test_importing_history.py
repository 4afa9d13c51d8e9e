"""What an import leaves in place, and what it writes into the history."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from paths.documents.document import LevelStatement
from paths.documents.export import document_of
from paths.documents.importing import import_ladder
from paths.ladders.models import Edition, Expectation, JobFamily, LevelProfile, Role, Skill, TimeShare
from paths.pay.models import ProposedBand
from paths.pay.scope import PayScope
from tests.documents.test_importing import BAKER, JUNIOR, SENIOR
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
OTHER = replace(
    JUNIOR, responsibilities=(LevelStatement("Weigh flour", ("to the grain",)), LevelStatement("Shape loaves"))
)
OTHER_SENIOR = replace(SENIOR, responsibilities=tuple(reversed(SENIOR.responsibilities)))
CHANGED = replace(BAKER, levels=(OTHER, SENIOR))


@pytest.fixture
def ruth():
    return UserFactory(name="Ruth Adler")


def imported(document=BAKER, **options):
    return import_ladder(document=document, **{"family": "Engineering"} | options)


def test_a_draft_keeps_its_row_and_so_do_its_levels():
    before = imported().edition
    profiles = set(LevelProfile.objects.values_list("pk", flat=True))
    after = imported(CHANGED).edition
    assert after.pk == before.pk
    assert set(LevelProfile.objects.values_list("pk", flat=True)) == profiles
    assert document_of(after, scope=PayScope(everything=True)) == CHANGED


def test_statements_that_stay_keep_their_rows():
    imported()
    kept = Expectation.objects.get(text="Asking early", profile__title="Junior Baker").pk
    imported(CHANGED)
    assert Expectation.objects.filter(pk=kept).exists()


def test_a_level_that_the_document_has_no_more_goes(ruth):
    imported()
    imported(replace(BAKER, levels=(JUNIOR,), interview=()), by=ruth)
    assert LevelProfile.objects.get().title == "Junior Baker"
    gone = LevelProfile.history.filter(history_type="-").get()
    assert (gone.title, gone.history_user) == ("Senior Baker", ruth)


def test_the_history_of_the_draft_says_who_imported_what(ruth):
    imported()
    draft = imported(CHANGED, by=ruth, source="backend.md").edition
    record = draft.history.first()
    assert record.history_user == ruth
    assert record.history_change_reason == "Imported from backend.md: 1 statement new, 1 changed, 1 removed."


def test_a_long_name_of_a_file_is_cut_short():
    draft = imported(source=f"{'b' * 200}.md").edition
    assert len(draft.history.first().history_change_reason) <= 100


def test_each_row_that_changed_is_in_the_history_and_no_other(ruth):
    imported()
    before = Expectation.history.count()
    imported(CHANGED, by=ruth)
    records = list(Expectation.history.all()[: Expectation.history.count() - before])
    assert {(record.history_type, record.text) for record in records} == {
        ("+", "Shape loaves"),
        ("~", "Weigh flour"),
        ("-", "Clean the oven"),
    }
    assert {(record.history_user, record.history_change_reason) for record in records} == {
        (ruth, "Imported: 1 statement new, 1 changed, 1 removed.")
    }


def test_everything_that_is_made_is_in_the_history_with_its_maker(ruth):
    imported(by=ruth)
    for model in (JobFamily, Role, Skill, Edition, LevelProfile, Expectation, TimeShare, ProposedBand):
        assert {record.history_user for record in model.history.all()} == {ruth}, model


def test_the_copy_of_what_is_published_is_changed_in_the_draft_only(ruth):
    published = imported(and_publish=True).edition
    rows = set(Expectation.objects.filter(profile__edition=published).values_list("pk", "text", "examples"))
    draft = imported(CHANGED, by=ruth).edition
    assert draft.pk != published.pk
    assert set(Expectation.objects.filter(profile__edition=published).values_list("pk", "text", "examples")) == rows
    assert "2 changed" not in draft.history.first().history_change_reason


def test_two_levels_of_one_rank_stay_side_by_side():
    draft = imported().edition
    LevelProfile.objects.filter(edition=draft).update(rank=1)
    imported(CHANGED)
    assert list(LevelProfile.objects.values_list("rank", flat=True)) == [1, 1]


def test_without_pay_what_the_draft_names_stays():
    imported()
    dearer = replace(JUNIOR, pay=(replace(JUNIOR.pay[0], maximum=Decimal(99_000)),), summary="Bakes.")
    imported(replace(BAKER, levels=(dearer, SENIOR)), with_pay=False)
    assert set(ProposedBand.objects.values_list("maximum", flat=True)) == {Decimal(40_000)}
    assert LevelProfile.objects.get(title="Junior Baker").summary == "Bakes."


def test_without_pay_a_document_that_differs_in_pay_only_changes_nothing():
    imported()
    dearer = replace(JUNIOR, pay=())
    assert not imported(replace(BAKER, levels=(dearer, SENIOR)), with_pay=False).changed


def test_a_role_written_in_another_case_is_the_same_role():
    imported()
    assert not imported(replace(BAKER, title="BAKER")).changed


def queries_of(statements):
    part = replace(JUNIOR, responsibilities=tuple(LevelStatement(f"Bake loaf {n}") for n in range(statements)))
    imported(replace(BAKER, levels=(part, SENIOR)))
    other = tuple(LevelStatement(f"Bake loaf {n}", ("of rye",)) for n in range(0, statements, 2))
    new = tuple(LevelStatement(f"Sell loaf {n}") for n in range(statements // 2))
    with CaptureQueriesContext(connection) as context:
        imported(replace(BAKER, levels=(replace(part, responsibilities=other + new), SENIOR)))
    return len(context)


def test_the_number_of_queries_stays_however_many_statements_change():
    few = queries_of(6)
    assert queries_of(40) == few <= 60


@pytest.mark.usefixtures("guarded")
def test_the_rules_that_the_database_keeps_let_a_draft_be_written():
    imported(and_publish=True)
    imported(CHANGED)
    draft = imported(replace(CHANGED, levels=(JUNIOR, OTHER_SENIOR))).edition
    assert document_of(draft, scope=PayScope(everything=True)).levels == (JUNIOR, OTHER_SENIOR)

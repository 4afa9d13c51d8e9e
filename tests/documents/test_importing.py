from dataclasses import replace
from decimal import Decimal
from threading import Thread

import pytest
from django.db import connection

from paths.documents.document import (
    LadderDocument,
    LevelPart,
    LevelStatement,
    QuestionGroup,
    SkillGroup,
    Statement,
    TimeLine,
    UnreadableDocument,
)
from paths.documents.export import document_of
from paths.documents.importing import NoFamily, import_ladder
from paths.ladders.choices import EditionStatus, Proficiency
from paths.ladders.models import Edition, Expectation, JobFamily, Level, Role, Skill
from paths.pay.figures import PayFigure
from paths.pay.models import ProposedBand, SalaryBand
from paths.pay.scope import PayScope

pytestmark = pytest.mark.django_db
ALL = PayScope(everything=True)

JUNIOR = LevelPart(
    title="Junior Baker",
    years_min=Decimal(0),
    years_max=Decimal(2),
    responsibilities=(LevelStatement("Weigh flour", ("to the gram",)), LevelStatement("Clean the oven")),
    skills=(SkillGroup("Craft", (Statement("basic dough"), Statement("Ovens (deck/rack)"))),),
    soft_skills=(LevelStatement("Asking early"),),
    day=(TimeLine("Morning bake", Decimal(60)), TimeLine("Talking to customers")),
    pay=(PayFigure(Decimal(30_000), Decimal(40_000), "EUR"),),
    projects=("A sourdough of one's own",),
)
SENIOR = replace(
    JUNIOR,
    title="Senior Baker",
    years_min=Decimal(2),
    years_max=None,
    skills=(SkillGroup("Craft", (Statement("advanced dough"),)),),
)
BAKER = LadderDocument(
    title="Baker",
    overview="Bakers bake.",
    core_responsibilities=(Statement("Keep the starter alive", ("daily",)),),
    levels=(JUNIOR, SENIOR),
    interview=(QuestionGroup("Senior+", (Statement("Why rye?"),), level="Senior Baker", and_above=True),),
)


def imported(document=BAKER, **options):
    return import_ladder(document=document, **{"family": "Engineering"} | options)


def keys(edition):
    rows = Expectation.objects.filter(profile__edition=edition).order_by("profile__rank", "position")
    return {(row.profile.title, row.text): row.key for row in rows.select_related("profile")}


def test_a_new_role_gets_a_draft_that_says_the_document():
    edition = imported().edition
    assert (edition.status, edition.role.family.name) == (EditionStatus.DRAFT, "Engineering")
    assert document_of(edition, scope=ALL) == BAKER


def test_levels_get_the_addresses_of_their_short_titles():
    imported()
    assert list(Level.objects.values_list("slug", flat=True)) == ["junior", "senior"]


def test_a_published_document_reads_back_the_same():
    edition = imported(and_publish=True).edition
    assert (edition.version, document_of(edition, scope=ALL)) == ("1.0", BAKER)


def test_the_same_document_again_changes_nothing():
    first = imported(and_publish=True).edition
    before = keys(first)
    again = imported(and_publish=True)
    assert (again.changed, again.edition.pk, keys(again.edition)) == (False, first.pk, before)
    assert (Edition.objects.count(), SalaryBand.objects.count(), Skill.objects.count()) == (1, 2, 2)


def test_the_same_draft_again_is_left_alone():
    first = imported().edition
    assert (imported().changed, Edition.objects.get().pk) == (False, first.pk)


def test_a_changed_document_replaces_the_draft_and_leaves_what_is_published():
    published = imported(and_publish=True).edition
    changed = replace(BAKER, overview="Bakers bake bread.")
    draft = imported(changed).edition
    assert document_of(draft, scope=ALL) == changed
    assert document_of(Edition.objects.published().get(), scope=ALL).overview == "Bakers bake."
    assert Edition.objects.published().get() == published


def test_statements_keep_their_keys_and_new_ones_get_new_keys():
    before = keys(imported(and_publish=True).edition)
    junior = replace(JUNIOR, responsibilities=(LevelStatement("Shape loaves"), *JUNIOR.responsibilities))
    after = keys(imported(replace(BAKER, levels=(junior, SENIOR))).edition)
    assert {where: key for where, key in after.items() if where in before} == before
    assert after["Junior Baker", "Shape loaves"] not in before.values()


def test_a_skill_worded_anew_keeps_its_key():
    before = keys(imported(and_publish=True).edition)
    senior = replace(SENIOR, skills=(SkillGroup("Craft", (Statement("expert in dough"),)),))
    after = keys(imported(replace(BAKER, levels=(JUNIOR, senior))).edition)
    assert after["Senior Baker", "expert in dough"] == before["Senior Baker", "advanced dough"]


def test_a_statement_that_moves_to_another_level_keeps_its_key():
    before = keys(imported(and_publish=True).edition)
    junior = replace(JUNIOR, responsibilities=JUNIOR.responsibilities[:1])
    senior = replace(SENIOR, responsibilities=())
    third = replace(
        SENIOR, title="Head Baker", years_min=Decimal(5), responsibilities=(LevelStatement("Clean the oven"),)
    )
    after = keys(imported(replace(BAKER, levels=(junior, senior, third))).edition)
    assert after["Head Baker", "Clean the oven"] in {
        before["Junior Baker", "Clean the oven"],
        before["Senior Baker", "Clean the oven"],
    }


def test_what_a_statement_is_said_to_grow_from_is_kept():
    edition = imported(and_publish=True).edition
    rows = {row.text: row for row in Expectation.objects.filter(profile__edition=edition)}
    Expectation.objects.filter(pk=rows["advanced dough"].pk).update(grows_from=rows["basic dough"].key)
    draft = imported(replace(BAKER, overview="Bakers bake bread.")).edition
    assert Expectation.objects.get(profile__edition=draft, text="advanced dough").grows_from == rows["basic dough"].key


def test_no_key_is_given_twice():
    imported(and_publish=True)
    twice = replace(JUNIOR, responsibilities=(*JUNIOR.responsibilities, LevelStatement("Weigh flour")))
    edition = imported(replace(BAKER, levels=(twice, SENIOR))).edition
    found = list(Expectation.objects.filter(profile__edition=edition).values_list("key", flat=True))
    assert len(found) == len(set(found))


def test_wordings_of_one_skill_name_one_skill_at_different_depths():
    edition = imported().edition
    dough = Expectation.objects.filter(profile__edition=edition, skill__name__iexact="dough").order_by("profile__rank")
    assert [row.proficiency for row in dough] == [Proficiency.AWARENESS, Proficiency.PRACTITIONER]
    assert Skill.objects.filter(key="dough").count() == 1


def test_a_retitled_level_keeps_its_address():
    imported(and_publish=True)
    again = replace(BAKER, levels=(JUNIOR, replace(SENIOR, title="Senior, Baker")), interview=())
    imported(again, and_publish=True)
    assert Level.objects.count() == 2


def test_pay_waits_for_publication():
    imported()
    assert (ProposedBand.objects.count(), SalaryBand.objects.count()) == (2, 0)
    imported(and_publish=True)
    assert (ProposedBand.objects.count(), SalaryBand.objects.count()) == (0, 2)


def test_a_family_is_made_once_and_an_existing_role_stays_in_its_own():
    imported(family="Crafts")
    imported(replace(BAKER, overview="x"), family="Food")
    imported(replace(BAKER, overview="y"), family=None)
    imported(replace(BAKER, title="Cook"), family="CRAFTS")
    assert {role.family for role in Role.objects.all()} == {JobFamily.objects.get(name="Crafts")}
    assert JobFamily.objects.count() == 1


def test_a_new_role_is_put_into_no_family_that_nobody_named():
    with pytest.raises(NoFamily, match="Say which job family"):
        imported(family=None)
    assert not Role.objects.exists()


@pytest.mark.parametrize(
    "document",
    [
        replace(BAKER, title="B" * 161),
        replace(BAKER, levels=(replace(JUNIOR, title="J" * 201),)),
        replace(BAKER, levels=(replace(JUNIOR, skills=(SkillGroup("C" * 121, ()),)),)),
        replace(BAKER, levels=(replace(JUNIOR, pay=(PayFigure(Decimal(10**13), None, "EUR"),)),)),
    ],
)
def test_what_the_database_has_no_room_for_is_said_and_nothing_is_written(document):
    with pytest.raises(UnreadableDocument, match=r"too (long|large)"):
        imported(document)
    assert not Role.objects.exists()


def test_a_crash_in_the_middle_leaves_nothing(monkeypatch):
    def crash(*_):
        raise RuntimeError

    monkeypatch.setattr("paths.documents.draft._write_custom", crash)
    with pytest.raises(RuntimeError):
        imported()
    assert not Role.objects.exists()
    assert not Skill.objects.exists()


def test_the_number_of_queries_does_not_grow_with_the_statements(django_assert_max_num_queries):
    many = replace(JUNIOR, responsibilities=tuple(LevelStatement(f"Bake loaf {n}") for n in range(200)))
    with django_assert_max_num_queries(60):
        imported(replace(BAKER, levels=(many,), interview=()))


@pytest.mark.django_db(transaction=True)
def test_two_imports_at_once_share_the_skills_they_both_make():
    documents = [replace(BAKER, title="Baker"), replace(BAKER, title="Pastry Cook")]
    errors = []

    def read(document):
        try:
            imported(document)
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [Thread(target=read, args=[document]) for document in documents]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert (Role.objects.count(), Skill.objects.count()) == (2, 2)

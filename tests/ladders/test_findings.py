"""Findings out of the database, and the pages where they can be mended."""

import pytest
from django.urls import reverse

from paths.ladders.findings import address_of, findings, findings_of, read_library
from paths.ladders.lint import Finding
from paths.ladders.models import Edition, Role, Transition
from tests.factories import (
    EditionFactory,
    ExpectationFactory,
    LevelProfileFactory,
    RoleFactory,
    SkillFactory,
    UserFactory,
)
from tests.visitors import browser_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("levels", [1, 4])
def test_an_edition_is_judged_in_nine_queries_and_those_of_pay(levels, django_assert_num_queries):
    edition = EditionFactory(draft=True)
    for profile in LevelProfileFactory.create_batch(levels, edition=edition):
        ExpectationFactory.create_batch(5, profile=profile, of_skill=True)
    edition = Edition.objects.select_related("role__family").get(pk=edition.pk)
    editor = UserFactory()
    editor.get_all_permissions()
    with django_assert_num_queries(9):
        findings(edition, editor)
    with django_assert_num_queries(9 + 2):
        findings(edition, None)


def test_a_level_without_pay_is_mended_in_the_form_of_a_new_band():
    level = ExpectationFactory(profile__edition=EditionFactory()).profile.level
    edition = Edition.objects.select_related("role__family").get()
    (unpaid,) = [finding for finding in findings(edition, None) if finding.check == "no-pay"]
    assert address_of(edition, unpaid) == reverse("admin:paths_salaryband_add") + f"?level={level.pk}"


def test_many_editions_are_judged_in_as_many_queries_as_one(django_assert_num_queries):
    for _ in range(3):
        ExpectationFactory.create_batch(2, profile__edition=EditionFactory(draft=True), text="Understands bread")
    editions = list(Edition.objects.select_related("role__family"))
    with django_assert_num_queries(9 + 2):
        found = findings_of(editions, None)
    assert {pk: [finding.check for finding in of_one] for pk, of_one in found.items()} == {
        edition.pk: [finding.check for finding in findings(edition, None)] for edition in editions
    }
    assert all(finding.check for of_one in found.values() for finding in of_one)


def test_only_published_ladders_ask_for_skills():
    asked, drafted = SkillFactory(), SkillFactory()
    for draft, skill in ((False, asked), (True, drafted)):
        profile = LevelProfileFactory(edition=EditionFactory(draft=draft))
        ExpectationFactory(profile=profile, of_skill=True, skill=skill)
    by_id = {skill.id: skill.asked_by for skill in read_library().skills}
    assert by_id[asked.pk]
    assert not by_id[drafted.pk]


def test_a_role_that_was_renamed_is_missed_under_its_old_name():
    old = EditionFactory(role=RoleFactory(name="Pastry Chef")).role
    edition = EditionFactory(draft=True, role=RoleFactory(name="Baker"))
    Transition.objects.create(edition=edition, source="Baker", target="Pastry Chef")
    assert not [finding for finding in findings(edition, None) if finding.check == "unknown-role"]
    renamed = Role.objects.get(pk=old.pk)
    renamed.name = "Confectioner"
    renamed.save()
    assert [finding.field for finding in findings(edition, None) if finding.check == "unknown-role"] == ["transitions"]


@pytest.mark.parametrize(
    ("field", "page", "fragment"),
    [
        ("statement", "level_edit", "statement-{key}"),
        ("title", "level_edit", "field-title"),
        ("years_min", "level_edit", "field-years_min"),
        ("summary", "level_edit", "field-summary"),
        ("days", "level_edit", "days"),
        ("projects", "level_edit", "projects"),
        ("overview", "edition_edit", "field-overview"),
        ("core_responsibilities", "edition_edit", "field-core_responsibilities"),
        ("levels", "edition_edit", "levels"),
        ("transitions", "edition_section", ""),
        ("custom", "edition_section", ""),
    ],
)
def test_a_finding_about_a_draft_leads_to_its_field(field, page, fragment):
    statement = ExpectationFactory(profile__edition=EditionFactory(draft=True))
    draft, level = statement.profile.edition, statement.profile.level
    key = statement.key if field == "statement" else None
    found = address_of(draft, Finding("check", "", "", level.pk if page == "level_edit" else None, key, field))
    more = {"level_edit": [level.pk], "edition_section": [field]}.get(page, [])
    address, _, place = found.partition("#")
    assert address == reverse(f"admin:{page}", args=[draft.pk, *more])
    assert place == fragment.format(key=key)
    assert f'id="{place}"' in browser_of("hr_editor").get(address).content.decode() or not place


def test_a_finding_about_a_skill_leads_to_the_skill():
    skill = SkillFactory()
    found = address_of(EditionFactory(), Finding("check", "What.", "Why.", field="skills", skill_id=skill.pk))
    assert found == reverse("admin:paths_skill_change", args=[skill.pk])
    assert address_of(EditionFactory(), Finding("check", "", "", field="skills")) == reverse(
        "admin:paths_skill_changelist"
    )


def test_a_finding_about_what_is_published_leads_to_the_role():
    edition = EditionFactory()
    found = address_of(edition, Finding("check", "What.", "Why.", level_id=7, field="title"))
    assert found == reverse("admin:paths_role_change", args=[edition.role_id])

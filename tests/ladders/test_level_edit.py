"""The page of one level, as an HR editor uses it without scripts."""

import pytest
from django.urls import reverse

from paths.ladders.choices import Kind, Proficiency
from paths.ladders.drafts import open_draft
from paths.ladders.editions import publish
from paths.ladders.models import Edition, Expectation, LevelProfile, PortfolioProject, Skill, TimeShare
from tests.factories import (
    EditionFactory,
    ExpectationFactory,
    LevelFactory,
    LevelProfileFactory,
    RoleFactory,
    SkillFactory,
    UserFactory,
)
from tests.ladders.typing_in import field_where, fields_of, row_with
from tests.visitors import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def profile():
    """The upper of two levels of a draft, with one statement of each kind, a week and a project."""
    draft = EditionFactory(draft=True, role=RoleFactory(name="Baker", slug="baker"))
    below = LevelProfileFactory(edition=draft, rank=1, title="Junior Baker")
    ExpectationFactory(profile=below, text="Help at the oven")
    profile = LevelProfileFactory(edition=draft, rank=2, title="Senior Baker", years_min=2, years_max=4)
    ExpectationFactory(profile=profile, text="Run the oven", position=0)
    ExpectationFactory(profile=profile, of_skill=True, skill=SkillFactory(name="Rye"), position=1)
    ExpectationFactory(profile=profile, kind=Kind.SOFT_SKILL, text="Listen to guests", position=2)
    TimeShare.objects.create(profile=profile, activity="Baking", percent=100)
    PortfolioProject.objects.create(profile=profile, text="A wedding cake")
    return profile


@pytest.fixture
def editor():
    return browser_of("hr_editor")


def address(profile):
    return reverse("admin:level_edit", args=[profile.edition_id, profile.level_id])


def save(editor, profile, change=None, **changed):
    """Send the page as it is, with some fields changed by their present value: `{"Run the oven": "Clean it"}`."""
    fields = fields_of(editor.get(address(profile)))
    for before, after in (change or {}).items():
        fields[field_where(fields, before)] = after
    return editor.post(address(profile), fields | changed)


def texts(profile):
    return list(profile.expectations.order_by("position", "pk").values_list("text", flat=True))


def test_saving_it_as_it_is_changes_nothing(editor, profile):
    before = [list(model.objects.order_by("pk").values()) for model in (LevelProfile, Expectation, TimeShare)]
    records = Expectation.history.count() + LevelProfile.history.count()
    assert save(editor, profile).status_code == 302
    assert before == [list(model.objects.order_by("pk").values()) for model in (LevelProfile, Expectation, TimeShare)]
    assert Expectation.history.count() + LevelProfile.history.count() == records


def test_a_statement_keeps_its_key_when_it_is_reworded(editor, profile):
    key = Expectation.objects.get(text="Run the oven").key
    assert save(editor, profile, {"Run the oven": "  Run the\n ovens "}).status_code == 302
    assert Expectation.objects.get(key=key).text == "Run the ovens"


def test_a_change_is_in_the_history_with_who_made_it(editor, profile):
    save(editor, profile, {"Run the oven": "Run the ovens"})
    latest = Expectation.objects.get(text="Run the ovens").history.latest()
    assert latest.history_user.groups.get().name == "HR editors"
    assert latest.prev_record.text == "Run the oven"


def test_profile_week_and_projects_are_saved_with_it(editor, profile):
    change = {"Senior Baker": "Head Baker", "4": "5", "Baking": "Baking bread", "A wedding cake": "A tall cake"}
    assert save(editor, profile, change, summary="Knows **bread**.").status_code == 302
    profile.refresh_from_db()
    assert (profile.title, profile.years_max, profile.summary) == ("Head Baker", 5, "Knows **bread**.")
    assert (TimeShare.objects.get().activity, PortfolioProject.objects.get().text) == ("Baking bread", "A tall cake")


def test_rows_are_put_in_order_by_number_and_removed_by_ticking(editor, profile):
    ExpectationFactory(profile=profile, text="Order flour", position=3)
    fields = fields_of(editor.get(address(profile)))
    fields[row_with(fields, "Listen to guests") + "DELETE"] = "on"
    fields[row_with(fields, "Order flour") + "ORDER"] = "1"
    fields[row_with(fields, "Run the oven") + "ORDER"] = "2"
    assert editor.post(address(profile), fields).status_code == 302
    assert texts(profile)[:2] == ["Order flour", "Run the oven"]
    assert "Listen to guests" not in texts(profile)


def test_a_row_is_added_without_scripts_and_what_was_typed_stays(editor, profile):
    fields = fields_of(editor.get(address(profile)))
    fields[field_where(fields, "Run the oven")] = "Run both ovens"
    more = editor.post(address(profile), fields | {"add": "skill|Craft"})
    assert more.status_code == 200
    fields = fields_of(more)
    assert "Run both ovens" in fields.values()
    assert texts(profile)[0] == "Run the oven", "adding a row saves nothing yet"
    row = f"statements-{int(fields['statements-TOTAL_FORMS']) - 1}-"
    fields[row + "text"] = "advanced sourdough"
    assert editor.post(address(profile), fields).status_code == 302
    added = Expectation.objects.get(text="advanced sourdough")
    assert (added.category, added.skill.name, added.proficiency) == ("Craft", "Sourdough", Proficiency.PRACTITIONER)


def test_a_skill_is_found_by_its_name_or_made(editor, profile):
    SkillFactory(name="Spelt")
    save(editor, profile, {"Rye": "Baking with spelt"}, **{"statements-1-skill": "SPELT"})
    assert Expectation.objects.get(text="Baking with spelt").skill.name == "Spelt"
    save(editor, profile, **{"statements-1-skill": "Oats"})
    assert Expectation.objects.get(text="Baking with spelt").skill.name == "Oats"
    assert Skill.objects.filter(name="Oats").exists()


def test_a_statement_says_which_one_below_it_grew_from(editor, profile):
    below = Expectation.objects.get(text="Help at the oven")
    row = "statements-0-grows_from"
    assert save(editor, profile, **{row: "Help at the oven"}).status_code == 302
    assert Expectation.objects.get(text="Run the oven").grows_from == below.key
    shown = fields_of(editor.get(address(profile)))
    assert shown[row] == "Help at the oven"
    assert save(editor, profile, **{row: "Sing"}).status_code == 422


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"title": ""}, "This field is required"),
        ({"years_min": "7"}, "from the smaller to the larger"),
        ({"years_min": ""}, "how many years it begins with"),
        ({"statements-0-text": " "}, "Write the statement, or tick Remove"),
        ({"statements-0-kind": "song"}, "Select a valid choice"),
        ({"shares-0-percent": "101"}, "less than or equal to 100"),
        ({"statements-0-category": "x" * 121}, "at most 120"),
        ({"statements-0-ORDER": "first"}, "Enter a whole number"),
    ],
)
def test_mistakes_are_said_beside_the_field_and_nothing_is_saved(editor, profile, changed, says):
    response = save(editor, profile, {"A wedding cake": "A tall cake"}, **changed)
    assert response.status_code == 422
    body = response.content.decode()
    assert says in body
    assert "A tall cake" in body, "what was typed is kept"
    assert PortfolioProject.objects.get().text == "A wedding cake"


def test_what_nobody_sees_is_not_saved(editor, profile):
    typed = {"Run the oven": "Run\x02 the\x0boven", "A wedding cake": "A\x7f tall cake"}
    assert save(editor, profile, typed, **{"statements-0-examples": "Ry\x08e\nSpelt"}).status_code == 302
    assert Expectation.objects.get(text="Run the oven").examples == "Rye\nSpelt"
    assert PortfolioProject.objects.get().text == "A tall cake"


@pytest.mark.parametrize("broken", [{}, {"statements-TOTAL_FORMS": "x"}, {"statements-TOTAL_FORMS": "999999"}])
def test_a_form_that_did_not_arrive_whole_is_no_error_of_ours(editor, profile, broken):
    assert editor.post(address(profile), broken).status_code == 422
    fields = fields_of(editor.get(address(profile))) | broken
    assert editor.post(address(profile), fields).status_code in (302, 422)


def test_the_later_of_two_editors_is_shown_both_versions(editor, profile):
    fields = fields_of(editor.get(address(profile)))
    save(browser_of("hr_editor"), profile, {"Run the oven": "Run the gas oven"})
    ExpectationFactory(profile=profile, text="Order flour", position=9)
    fields[field_where(fields, "Run the oven")] = "Run the wood oven"
    response = editor.post(address(profile), fields)
    assert response.status_code == 409
    body = response.content.decode()
    for said in ("Run the gas oven", "Run the wood oven", "Order flour", "Nothing of yours is lost"):
        assert said in body
    assert texts(profile)[0] == "Run the gas oven", "never a silent overwrite"
    assert editor.post(address(profile), fields_of(response)).status_code == 302
    assert texts(profile)[0] == "Run the wood oven", "what they chose on purpose is saved"
    assert "Order flour" in texts(profile), "what the other added is not lost"


@pytest.mark.parametrize(
    ("theirs", "more"),
    [
        ({"Run the oven": "Run the gas oven"}, {}),
        ({"Baking": "Kneading"}, {}),
        ({"A wedding cake": "A tall cake"}, {}),
        ({}, {"statements-0-DELETE": "on"}),
        ({}, {"statements-0-ORDER": "9"}),
        ({}, {"title": "Head Baker"}),
    ],
    ids=["statement", "share", "project", "removed", "moved", "level"],
)
def test_who_changed_any_part_of_a_level_is_named_and_not_who_opened_the_draft(profile, theirs, more):
    publish(draft=profile.edition, by=None, note="The first.")
    draft = open_draft(role=profile.edition.role, by=UserFactory(name="Ann"))
    level = draft.profiles.get(level=profile.level)
    bob, cy = browser_of("hr_editor", name="Bob"), browser_of("hr_editor", name="Cy")
    fields = fields_of(cy.get(address(level)))
    assert save(bob, level, theirs, **more).status_code == 302
    response = cy.post(address(level), fields | {"summary": "Bakes well."})
    assert response.status_code == 409
    assert "<p>Bob saved it last, at" in response.content.decode()


def test_a_statement_that_somebody_else_removed_keeps_its_key_when_it_is_saved_again(editor, profile):
    fields = fields_of(editor.get(address(profile)))
    gone = Expectation.objects.get(text="Run the oven")
    Expectation.objects.filter(pk=gone.pk).delete()
    response = editor.post(address(profile), fields)
    assert response.status_code == 409
    assert editor.post(address(profile), fields_of(response)).status_code == 302
    assert Expectation.objects.get(text="Run the oven").key == gone.key


def test_what_was_published_meanwhile_is_not_written_in(editor, profile):
    fields = fields_of(editor.get(address(profile)))
    publish(draft=profile.edition, by=None, note="The first.")
    response = editor.post(address(profile), fields | {"title": "Other"}, follow=True)
    assert "is published and never changes" in response.content.decode()
    profile.refresh_from_db()
    assert profile.title == "Senior Baker"


def test_saving_can_go_on_to_the_next_level(editor, profile):
    first = LevelProfile.objects.get(title="Junior Baker")
    fields = fields_of(editor.get(address(first)))
    response = editor.post(address(first), fields | {"next": ""})
    assert response.url == address(profile)


def big_draft(levels=12, expectations=1_000):
    """A published ladder of that size, and its draft."""
    edition = EditionFactory()
    skills = [SkillFactory() for _ in range(50)]
    for rank in range(levels):
        profile = LevelProfileFactory(edition=edition, level=LevelFactory(role=edition.role), rank=rank + 1)
        Expectation.objects.bulk_create(
            Expectation(
                profile=profile,
                kind=Kind.SKILL,
                category=f"Category {n % 5}",
                text=f"Skill {rank}-{n}",
                skill=skills[n % 50],
                proficiency=2,
                position=n,
            )
            for n in range(expectations // levels)
        )
    return open_draft(role=edition.role, by=None)


def test_a_thousand_statements_are_opened_and_saved_in_as_many_queries_as_few(
    editor, profile, django_assert_max_num_queries
):
    draft = big_draft()
    assert Expectation.objects.filter(profile__edition=draft).count() == 996
    level = draft.profiles.order_by("rank").last()
    with django_assert_max_num_queries(9):
        editor.get(reverse("admin:edition_edit", args=[draft.pk]))
    with django_assert_max_num_queries(16):
        fields = fields_of(editor.get(address(level)))
    for name in list(fields):
        if name.endswith("-text") and name.startswith("statements"):
            fields[name] += " and more"
    with django_assert_max_num_queries(40):
        assert editor.post(address(level), fields).status_code == 302
    assert level.expectations.filter(text__endswith="and more").count() == 83


def test_publishers_and_strangers_do_not_write_here(profile):
    for visitor, status in (("stranger", 302), ("employee", 403), ("hr_partner", 403), ("compensation", 403)):
        assert browser_of(visitor).get(address(profile), follow=visitor == "employee").status_code == status, visitor
    assert Edition.objects.get().status == "draft"

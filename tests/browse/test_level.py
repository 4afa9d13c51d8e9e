"""The level that stands open on the page of its role: all that is said of it, and nothing invented."""

import itertools
import re
from decimal import Decimal

import pytest

from paths.ladders.choices import AdviceKind, Kind, Place, Proficiency, SectionForm
from paths.ladders.models import (
    Advice,
    CustomSection,
    InterviewQuestion,
    PortfolioProject,
    RoadmapStage,
    TimeShare,
    Transition,
)
from tests.browse.bakery import ladder, words
from tests.factories import EditionFactory, ExpectationFactory, LevelProfileFactory, RoleFactory, SalaryBandFactory

pytestmark = pytest.mark.django_db
PATH = "/roles/baker/senior/"


@pytest.fixture(autouse=True)
def _open_to_all(settings):
    settings.LADDERS_PUBLIC = True
    settings.PAY_VISIBILITY = "everyone"


@pytest.fixture
def senior():
    """The profile of the level that is looked at; there is one below and one above."""
    return ladder("Baker", "junior", "senior", "principal", senior=(2, 5))[1]


def text_of(client, path=PATH):
    return client.get(path).content.decode()


def test_each_level_has_its_address_and_title(client, senior):
    for slug, title in (("junior", "Junior Baker"), ("senior", "Senior Baker"), ("principal", "Principal Baker")):
        assert f"<title>{title} · Baker · Career Paths</title>" in text_of(client, f"/roles/baker/{slug}/")


def test_it_says_which_rung_of_how_many_it_is(client, senior):
    assert "Level 2 of 3 · 2–5 years" in words(client.get(PATH))


@pytest.mark.parametrize("path", ["/roles/baker/head/", "/roles/cook/senior/", "/roles/baker/miller-level/"])
def test_there_is_no_level_of_another_name(client, senior, path):
    ladder("Miller", "miller-level")
    assert client.get(path).status_code == 404


def test_a_level_of_a_draft_is_not_there(client, senior):
    draft = EditionFactory(draft=True, role=senior.edition.role)
    LevelProfileFactory(edition=draft, level__slug="head", title="Head Baker")
    assert client.get("/roles/baker/head/").status_code == 404


def test_a_ladder_that_was_never_published_is_not_there(client):
    LevelProfileFactory(edition=EditionFactory(draft=True, role=RoleFactory(slug="cook")), level__slug="senior")
    assert client.get("/roles/cook/").status_code == 404


def test_what_one_does_stands_there_with_its_examples_and_in_order(client, senior):
    ExpectationFactory(profile=senior, text="Shape loaves", position=2)
    ExpectationFactory(profile=senior, text="Mix dough", examples="rye\nwheat", position=1)
    assert "What you do Mix dough rye wheat Shape loaves" in words(client.get(PATH))


def test_what_another_level_does_does_not_stand_there(client, senior):
    junior = senior.edition.profiles.get(level__slug="junior")
    ExpectationFactory(profile=junior, text="Sweep the floor")
    assert "Sweep the floor" not in text_of(client)
    assert "Sweep the floor" in text_of(client, "/roles/baker/junior/")


def test_skills_stand_under_their_category_as_written_with_their_depth_in_words(client, senior):
    ExpectationFactory(profile=senior, of_skill=True, text="expert in rye", proficiency=Proficiency.EXPERT)
    text = text_of(client)
    assert re.search(
        r"<h4[^>]*>Craft</h4>.*?expert in rye.*?<svg[^>]*dots-4[^>]*aria-label=\"Expert\"", text, re.DOTALL
    )


def test_a_skill_that_is_only_desirable_says_so(client, senior):
    ExpectationFactory(profile=senior, of_skill=True, text="rye")
    ExpectationFactory(profile=senior, of_skill=True, text="spelt", required=False)
    page = words(client.get(PATH))
    assert re.search(r"Craft rye.* Craft desirable spelt", page)


def test_soft_skills_stand_apart(client, senior):
    ExpectationFactory(profile=senior, kind=Kind.SOFT_SKILL, text="Asking early")
    assert "Soft skills Asking early" in words(client.get(PATH))


def test_a_day_is_a_list_with_shares_and_a_drawing(client, senior):
    TimeShare.objects.create(profile=senior, activity="Baking", percent=Decimal("62.5"), position=1)
    TimeShare.objects.create(profile=senior, activity="Talking", percent=Decimal("37.5"), position=2)
    TimeShare.objects.create(profile=senior, activity="Tasting", position=3)
    assert "Baking 62.5% of time Talking 37.5% of time Tasting" in words(client.get(PATH))
    drawing = re.search(r'<svg class="day".*?</svg>', text_of(client), re.DOTALL)[0]
    assert re.findall(r'x="([\d.]+%)" width="([\d.]+%)"', drawing) == [("0%", "62.5%"), ("62.5%", "37.5%")]


def test_pay_stands_there_with_currency_place_and_note(client, senior):
    SalaryBandFactory(level=senior.level, minimum=50_000, maximum=65_000)
    SalaryBandFactory(
        level=senior.level,
        minimum=60_000,
        maximum=None,
        currency="CHF",
        location="Bern",
        note="plus bread",
        and_above=True,
    )
    page = words(client.get(PATH))
    assert "Pay €50K – 65K EUR" in page
    assert "CHF 60K+ Bern plus bread" in page


def test_projects_stand_there(client, senior):
    PortfolioProject.objects.create(profile=senior, text="A *sourdough* of one's own")
    assert "A <em>sourdough</em> of one's own" in text_of(client)


def test_the_summary_is_markdown(client, senior):
    senior.summary = "Bakes *alone*.\n\n- at night"
    senior.save()
    text = text_of(client)
    assert "<p>Bakes <em>alone</em>.</p>" in text
    assert "<li>at night</li>" in text


def test_the_rest_of_the_ladder_stands_below_every_level(client, senior):
    edition = senior.edition
    edition.core_responsibilities = "Keep the starter alive\n  daily"
    edition.save()
    RoadmapStage.objects.create(
        edition=edition,
        title="Foundations",
        years_min=0,
        years_max=2,
        focus="Flour",
        key_skills="Water",
        mindset="Salt",
    )
    InterviewQuestion.objects.create(edition=edition, heading="For everybody", text="Why rye?", examples="taste")
    Advice.objects.create(edition=edition, kind=AdviceKind.NETWORKING, title="Markets", text="Go to them")
    Advice.objects.create(edition=edition, kind=AdviceKind.NEGOTIATION, title="Ask", text="In spring")
    Transition.objects.create(edition=edition, source="Cook", target="Baker", text="Learn to wait")
    for slug in ("junior", "senior"):
        page = words(client.get(f"/roles/baker/{slug}/"))
        for said in (
            "Keep the starter alive daily",
            "0–2 years Foundations Focus Flour Key skills Water Mindset Salt",
            "For everybody Why rye? taste",
            "Networking Markets : Go to them",
            "Negotiating your pay Ask : In spring",
            "Cook → to Baker Learn to wait",
        ):
            assert said in page


@pytest.mark.parametrize("place", Place)
def test_what_nobody_foresaw_stands_on_the_page_wherever_it_stood(client, senior, place):
    of_level = place in (Place.SUMMARY, Place.RESPONSIBILITIES, Place.SKILLS, Place.SOFT_SKILLS, Place.DAY, Place.PAY)
    CustomSection.objects.create(
        edition=senior.edition,
        profile=senior if of_level else None,
        place=place,
        form=SectionForm.SECTION,
        heading="Of yeast",
        body="It *rises*.",
    )
    text = text_of(client)
    assert "Of yeast" in text
    assert "It <em>rises</em>." in text


def test_headings_come_in_order(client, senior):
    ExpectationFactory(profile=senior, of_skill=True)
    CustomSection.objects.create(
        edition=senior.edition, place=Place.OVERVIEW, form=SectionForm.SECTION, heading="Of yeast", body="# Loud"
    )
    senior.edition.overview = "##### Aloud"
    senior.edition.save()
    senior.summary = "# Louder"
    senior.save()
    levels = [int(level) for level in re.findall(r"<h([1-6])", text_of(client))]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_only_what_is_said_has_a_heading(client, senior):
    page = words(client.get(PATH))
    for heading in (
        "What you do",
        "Skills you need",
        "Soft skills",
        "Pay",
        "A day in this role",
        "Projects that show it",
    ):
        assert f" {heading} " not in page

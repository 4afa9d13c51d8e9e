"""The portfolio: the projects that show somebody works at a level."""

import pytest

from paths.ladders.choices import Place, SectionForm
from paths.ladders.models import CustomSection, PortfolioProject
from tests.browse.bakery import ladder, words
from tests.factories import UserFactory

PORTFOLIO = "/roles/baker/portfolio/"


@pytest.fixture(autouse=True)
def _open(settings, db):
    settings.LADDERS_PUBLIC = True


@pytest.fixture
def bakers():
    levels = ladder("Baker", "junior", "middle", "senior", junior=(0, 2))
    PortfolioProject.objects.create(profile=levels[0], text="A white loaf")
    PortfolioProject.objects.create(profile=levels[2], text="A wedding cake")
    return levels


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        ("", {"A white loaf", "A wedding cake"}),
        ("junior", {"A white loaf"}),
        ("senior", {"A wedding cake"}),
        ("middle", set()),
    ],
)
def test_a_level_gets_its_projects(client, bakers, level, expected):
    page = words(client.get(PORTFOLIO, {"level": level}))
    assert {text for text in ("A white loaf", "A wedding cake") if text in page} == expected


def test_projects_stand_under_their_level_lowest_first(client, bakers):
    assert "Junior Baker 0–2 years A white loaf Senior Baker A wedding cake" in words(client.get(PORTFOLIO))


def test_a_level_or_a_role_without_projects_is_told_so(client, bakers):
    ladder("Miller", "junior")
    assert "No projects are written down for Middle Baker." in words(client.get(PORTFOLIO, {"level": "middle"}))
    assert "No projects are written down for this role yet." in words(client.get("/roles/miller/portfolio/"))


def test_an_unknown_level_gets_everything_and_a_sentence(client, bakers):
    page = words(client.get(PORTFOLIO, {"level": "nothing"}))
    assert "no level at this address" in page
    assert "A wedding cake" in page


def test_htmx_gets_only_the_projects(client, bakers):
    answer = client.get(PORTFOLIO, {"level": "senior"}, headers={"HX-Request": "true", "HX-Target": "projects"})
    assert "<html" not in answer.content.decode()
    assert "1 project." in words(answer)


def test_parts_without_a_field_are_there_and_every_project_has_room_for_notes(client, bakers):
    CustomSection.objects.create(
        edition=bakers[0].edition, place=Place.PORTFOLIO, form=SectionForm.TEXT, body="Bring *samples*"
    )
    page = client.get(PORTFOLIO).content.decode()
    assert "<em>samples</em>" in page
    assert page.count('class="ruled"') == 2


def test_the_page_of_a_level_leads_to_its_projects(client, bakers):
    assert f'href="{PORTFOLIO}?level=junior"' in client.get("/roles/baker/junior/").content.decode()


def test_a_role_without_a_published_ladder_is_not_there(client):
    assert client.get("/roles/nothing/portfolio/").status_code == 404


@pytest.mark.parametrize("rows", [1, 40])
def test_it_takes_nine_queries_however_many_projects_there_are_and_three_when_kept(
    client, django_assert_num_queries, rows
):
    client.force_login(UserFactory())
    levels = ladder("Baker", *(f"rung-{n}" for n in range(1 + rows // 4)))
    for n in range(rows):
        PortfolioProject.objects.create(profile=levels[n % len(levels)], text=f"Project {n}")
    with django_assert_num_queries(9):
        client.get(PORTFOLIO)
    with django_assert_num_queries(3):
        client.get(PORTFOLIO)

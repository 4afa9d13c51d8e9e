import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from paths.browse.skill import asking_roles, meanings_of
from paths.ladders.choices import Proficiency
from paths.ladders.proficiencies import MEANINGS
from tests.browse.bakery import asks, ladder, words
from tests.factories import (
    EditionFactory,
    EmployeeFactory,
    ExpectationFactory,
    JobFamilyFactory,
    LevelProfileFactory,
    SkillFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _open(settings):
    settings.LADDERS_PUBLIC = True


@pytest.fixture
def dough():
    """A skill that bakers are asked for deeper and deeper, and one kind of miller too."""
    JobFamilyFactory(name="Milling", slug="milling", position=1)
    skill = SkillFactory(name="Dough", slug="dough")
    for depth, profile in enumerate(ladder("Baker", "junior", "senior", "master", junior=(0, 2)), start=1):
        asks(profile, dough=depth)
    miller, _other = ladder("Miller", "junior", "senior", family="milling")
    ExpectationFactory(profile=miller, of_skill=True, skill=skill, text="*dough* basics", proficiency=1, required=False)
    return skill


def visit(client, slug="dough"):
    return client.get(reverse("skill", args=[slug]))


def test_it_says_who_asks_for_it_and_how_deep(client, dough):
    page = words(visit(client))
    assert "Asked for at 4 levels of 2 roles." in page
    assert "Baker 3 of 3 levels" in page
    assert "Miller 1 of 2 levels" in page
    assert re.search(r"Junior Baker\s+0–2 years\s+Awareness\s+Dough", page)
    assert re.search(r"Master Baker\s+Practitioner\s+Dough", page)
    assert re.search(r"Junior Miller\s+Awareness\s+dough basics\s+desirable", page)


def test_what_is_written_stays_as_it_is_written(client, dough):
    assert "<em>dough</em> basics" in visit(client).content.decode()


def test_the_chart_has_one_row_for_each_role_and_says_in_words_what_it_draws(client, dough):
    page = visit(client).content.decode()
    assert re.findall(r'role="img" aria-label="([^"]*)"', page) == [
        "Junior: Awareness, Senior: Working, Master: Practitioner",
        "Junior: Awareness",
    ]
    assert page.count('<g class="wished">') == 1
    assert "style=" not in page


def test_levels_take_the_hue_of_their_rung_and_the_column_of_their_depth(dough):
    baker, miller = asking_roles(dough)
    assert [(mark.asking.hue, mark.x) for mark in baker.marks] == [(1, "0%"), (5, "25%"), (9, "50%")]
    assert [mark.asking.hue for mark in miller.marks] == [1]


def test_levels_of_one_depth_stand_below_each_other(dough):
    for profile in ladder("Pizza Cook", "junior", "senior"):
        asks(profile, dough=2)
    role = next(role for role in asking_roles(dough) if role.name == "Pizza Cook")
    lines = [mark.y for mark in role.marks]
    assert lines[0] < lines[1] < role.height
    assert role.depths == "Working"


def test_a_level_that_asks_twice_is_drawn_once_where_it_asks_deepest(dough):
    profile = ladder("Pizza Cook", "junior")[0]
    asks(profile, dough=2)
    ExpectationFactory(profile=profile, of_skill=True, skill=dough, proficiency=4, required=False)
    role = next(role for role in asking_roles(dough) if role.name == "Pizza Cook")
    assert [(mark.asking.depth, mark.asking.required) for mark in role.marks] == [(4, False)]
    assert (len(role.asking), role.levels) == (2, 1)


def test_the_roles_stand_in_the_order_of_the_home_page(dough):
    assert [(role.name, role.family) for role in asking_roles(dough)] == [("Baker", "Baking"), ("Miller", "Milling")]


def test_each_depth_means_what_hr_says_else_what_it_always_means():
    own = meanings_of(SkillFactory(working="Bakes alone."))
    assert [meaning.depth for meaning in own] == list(Proficiency)
    assert [(meaning.text, meaning.own) for meaning in own][:2] == [
        (str(MEANINGS[Proficiency.AWARENESS]), False),
        ("Bakes alone.", True),
    ]


def test_hr_describes_a_skill_in_the_admin(client, dough, admin_client):
    visit(client)
    address = reverse("admin:paths_skill_change", args=[dough.pk])
    fields = {"name": "Dough", "slug": "dough", "description": "Flour *and* water.", "awareness": "", "working": ""}
    response = admin_client.post(address, fields | {"practitioner": "", "expert": "Feels <it>."})
    assert response.status_code == 302
    page = visit(client).content.decode()
    assert "Flour <em>and</em> water." in page
    assert "Feels &lt;it&gt;." in page


def test_a_skill_that_no_published_ladder_asks_for_says_so(client):
    profile = LevelProfileFactory(edition=EditionFactory(draft=True), title="Secret Baker")
    asks(profile, marzipan=3)
    page = words(visit(client, "marzipan"))
    assert "No published ladder asks for it at present." in page
    assert "Secret" not in page
    assert "Practitioner" in page


def test_what_is_superseded_no_longer_counts(dough, client):
    for profile in (old := ladder("Waiter", "junior")):
        asks(profile, dough=4)
    old[0].edition.status = "superseded"
    old[0].edition.save()
    assert "Waiter" not in words(visit(client))


def test_an_unknown_skill_is_a_404(client):
    assert visit(client, "nothing").status_code == 404


def test_only_people_who_may_read_ladders_see_it(client, dough, settings):
    settings.LADDERS_PUBLIC = False
    assert visit(client)["Location"].startswith("/account/sign-in/")
    client.force_login(EmployeeFactory().user)
    assert visit(client).status_code == 200


def test_the_chips_of_a_level_lead_here(client, dough):
    assert '<a href="/skills/dough/">Dough</a>' in client.get("/roles/baker/junior/").content.decode()


def test_how_often_the_database_is_asked(client, dough):
    def count():
        with CaptureQueriesContext(connection) as captured:
            assert visit(client).status_code == 200
        return len(captured)

    assert (count(), count()) == (4, 1)
    for n in range(5):
        for profile in ladder(f"Cook {n}", "junior", "senior"):
            asks(profile, dough=3)
    assert (count(), count()) == (4, 1)

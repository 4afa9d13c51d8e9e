import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from paths.browse.skill_list import all_skills, by_letter
from tests.browse.bakery import asks, ladder, words
from tests.factories import EditionFactory, EmployeeFactory, ExpectationFactory, LevelProfileFactory, SkillFactory

pytestmark = pytest.mark.django_db
FRAGMENT = {"HX-Request": "true", "HX-Target": "skills"}


@pytest.fixture(autouse=True)
def _open(settings):
    settings.LADDERS_PUBLIC = True


@pytest.fixture
def skills():
    """Skills of two families, some with names that are hard to sort."""
    baker, miller = ladder("Baker", "junior")[0], ladder("Miller", "junior", family="milling")[0]
    asks(baker, dough=2, brioche=1)
    asks(miller, dough=3)
    for name in ("Éclairs", "eBPF", "C++", "100% rye", "Zucchini bread", ".NET"):
        ExpectationFactory(profile=baker, of_skill=True, skill=SkillFactory(name=name))


def names(client, query="", **headers):
    body = client.get(f"/skills/{query}", headers=headers).content.decode()
    return re.findall(r'<li><a href="/skills/[\w-]+/">([^<]*)</a>', body)


def test_the_list_goes_from_a_to_z_whatever_case_and_accents(client, skills):
    assert names(client) == ["Brioche", "C++", "Dough", "eBPF", "Éclairs", ".NET", "Zucchini bread", "100% rye"]


def test_letters_with_skills_are_links(client, skills):
    page = client.get("/skills/").content.decode()
    letters = re.findall(r'<a href="#(letter-[\w]+)">(.)</a>', page)
    assert [letter for _, letter in letters] == ["B", "C", "D", "E", "N", "Z", "#"]
    assert all(f'<h2 id="{anchor}">' in page for anchor, _ in letters)


def test_each_says_how_many_roles_ask_for_it(client, skills):
    assert "Dough 2 roles" in words(client.get("/skills/"))
    assert "Brioche 1 role " in words(client.get("/skills/"))


def test_typing_narrows_the_list(client, skills):
    assert names(client, "?q=ECL") == ["Éclairs"]
    assert names(client, "?q=bread+zuc") == ["Zucchini bread"]
    assert names(client, "?q=c%2B%2B", **FRAGMENT) == ["C++"]
    assert "No skill fits." in words(client.get("/skills/?q=xyzzy"))


def test_a_family_narrows_it_to_what_its_roles_ask(client, skills):
    assert names(client, "?family=milling") == ["Dough"]
    assert "Dough 1 role" in words(client.get("/skills/?family=milling"))
    assert names(client, "?family=nothing") == []


def test_a_fragment_is_the_list_alone_and_says_how_many_fit(client, skills):
    response = client.get("/skills/?q=e", headers=FRAGMENT)
    body = response.content.decode()
    assert "<html" not in body
    assert body.count('id="skills"') == 1
    assert "6 skills fit." in body
    assert "HX-Target" in response["Vary"]


def test_skills_of_drafts_and_of_nobody_are_not_listed(client, skills):
    asks(LevelProfileFactory(edition=EditionFactory(draft=True)), secret=1)
    SkillFactory(name="Idle")
    assert not {"Secret", "Idle"} & set(names(client))


def test_a_site_without_skills_says_so(client):
    assert "No published ladder asks for a skill yet." in words(client.get("/skills/"))


def test_only_people_who_may_read_ladders_see_it(client, skills, settings):
    settings.LADDERS_PUBLIC = False
    assert client.get("/skills/")["Location"].startswith("/account/sign-in/")
    assert client.get("/skills/", headers=FRAGMENT)["HX-Redirect"].startswith("/account/sign-in/")
    client.force_login(EmployeeFactory().user)
    assert "Dough" in names(client)


def test_a_renamed_skill_is_shown_by_its_new_name_at_once(client, skills):
    assert "Dough" in names(client)
    skill = next(skill for skill in all_skills().skills if skill.name == "Dough")
    row = SkillFactory._meta.model.objects.get(slug=skill.slug)
    row.name = "Batter"
    row.save()
    assert names(client)[0] == "Batter"


def test_by_letter_leaves_the_rest_out_if_there_is_none(skills):
    everything = all_skills()
    assert len(by_letter(everything.skills)) == 27
    assert len(by_letter(everything.narrowed("dough", ""))) == 26


def test_how_often_the_database_is_asked(client, skills):
    def count(query=""):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(f"/skills/{query}").status_code == 200
        return len(captured)

    assert (count(), count(), count("?q=x&family=milling")) == (2, 1, 2)
    profile = ladder("Cook", "junior")[0]
    asks(profile, **{f"art{n}": 2 for n in range(30)})
    assert (count(), count()) == (2, 1)

"""Pages are kept, and still the next request shows what has changed."""

import pytest
from django.utils import timezone

from paths.ladders.editions import publish
from paths.ladders.models import Role
from tests.browse.bakery import ladder, words
from tests.factories import EditionFactory, ExpectationFactory, LevelProfileFactory, RoleFactory

pytestmark = pytest.mark.django_db
FRAGMENTS = {"/": {"HX-Request": "true", "HX-Target": "ladders"}}
OF_ROLE = {"HX-Request": "true", "HX-Target": "ladder"}


@pytest.fixture(autouse=True)
def _public(settings):
    settings.LADDERS_PUBLIC = True


@pytest.fixture
def baker():
    """A published ladder with one level."""
    (profile,) = ladder("Baker", "junior")
    ExpectationFactory(profile=profile, text="Bake rye")
    return profile


@pytest.fixture(params=[{}, OF_ROLE], ids=["page", "fragment"])
def role_page(request, client):
    """What the page of the baker's ladder says, once it has been kept."""

    def read(path="/roles/baker/"):
        return words(client.get(path, headers=request.param))

    return read


def published_after(profile, **fields):
    """A further edition of the same role, published as HR does, that says `fields` of the level."""
    draft = EditionFactory(draft=True, role=profile.edition.role)
    newer = LevelProfileFactory(edition=draft, level=profile.level, **{"title": profile.title, "rank": 1} | fields)
    ExpectationFactory(profile=newer, text="Bake spelt")
    publish(draft=draft, by=None, note="As baked.")
    return newer


def test_a_new_edition_shows_at_once(baker, role_page):
    assert "Bake rye" in role_page()
    published_after(baker)
    assert "Bake spelt" in role_page()
    assert "Bake rye" not in role_page()


def test_a_new_title_shows_on_the_home_page_at_once(baker, client):
    client.get("/")
    published_after(baker, title="Apprentice Baker")
    assert "Apprentice Baker" in words(client.get("/"))


def test_a_draft_changes_nothing(baker, client):
    before = client.get("/roles/baker/")
    draft = EditionFactory(draft=True, role=baker.edition.role)
    ExpectationFactory(profile=LevelProfileFactory(edition=draft, level=baker.level), text="Bake spelt")
    assert client.get("/roles/baker/", headers={"If-None-Match": before["ETag"]}).status_code == 304


def test_two_editions_within_one_second_are_told_apart(baker, client):
    for grain in ("spelt", "oats", "millet"):
        newer = published_after(baker)
        newer.expectations.update(text=f"Bake {grain}")
        assert f"Bake {grain}" in words(client.get("/roles/baker/"))


def test_a_renamed_role_shows_at_once_everywhere(baker, client):
    for path in ("/", "/roles/baker/"):
        client.get(path)
    role = baker.edition.role
    role.name = "Master of Bread"
    role.save()
    for path in ("/", "/roles/baker/"):
        assert "Master of Bread" in words(client.get(path))


def test_a_role_that_moves_to_another_address_is_found_there(baker, client):
    client.get("/")
    role = baker.edition.role
    role.slug = "bread"
    role.save()
    assert client.get("/roles/baker/").status_code == 404
    assert '"/roles/bread/junior/"' in client.get("/roles/bread/").content.decode()
    assert '"/roles/bread/"' in client.get("/").content.decode()


def test_a_renamed_family_shows_at_once(baker, client):
    for path in ("/", "/roles/baker/"):
        client.get(path)
    family = baker.edition.role.family
    family.name = "Bread and Cake"
    family.save()
    for path in ("/", "/roles/baker/"):
        assert "Bread and Cake" in words(client.get(path))


def test_a_skill_that_moves_to_another_address_is_linked_there_at_once(baker, client):
    asked = ExpectationFactory(profile=baker, of_skill=True, skill__slug="rye")
    client.get("/roles/baker/")
    asked.skill.slug = "rye-bread"
    asked.skill.save()
    text = client.get("/roles/baker/").content.decode()
    assert "/skills/rye-bread/" in text
    assert '"/skills/rye/"' not in text


def test_a_role_that_a_transition_names_is_linked_as_soon_as_it_is_there(baker, client):
    baker.edition.transitions.create(source="Baker", target="Miller", text="Learn about grain")

    def link():
        return '<a href="/roles/miller/">Miller</a>' in client.get("/roles/baker/").content.decode()

    assert not link()
    role = RoleFactory(name="Miller", slug="miller")
    assert not link()
    draft = LevelProfileFactory(edition=EditionFactory(draft=True, role=role)).edition
    assert not link()
    publish(draft=draft, by=None, note="As baked.")
    assert link()


def test_a_role_that_is_gone_is_gone_at_once(baker, client):
    ladder("Miller", "junior")
    client.get("/")
    client.get("/roles/miller/")
    Role.objects.get(slug="miller").editions.all().delete()
    assert client.get("/roles/miller/").status_code == 404
    assert "Miller" not in words(client.get("/"))


def test_the_first_ladder_shows_at_once(client):
    assert "no published ladders" in words(client.get("/"))
    ladder("Baker", "junior")
    assert "Junior Baker" in words(client.get("/"))


def test_the_next_day_is_asked_about_anew(baker, client, monkeypatch, django_assert_num_queries):
    for _ in range(2):
        client.get("/roles/baker/")
    with django_assert_num_queries(1):
        client.get("/roles/baker/")
    tomorrow = timezone.localdate() + timezone.timedelta(days=1)
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: tomorrow)
    with django_assert_num_queries(10):
        client.get("/roles/baker/")

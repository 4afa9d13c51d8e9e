"""The log of what somebody did."""

import datetime
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import timezone

from paths.growth.models import Evidence
from paths.growth.planning import evidence_log, keep_evidence, narrowed, skills_shown
from paths.ladders.drafts import open_draft
from paths.ladders.editions import publish
from paths.ladders.models import Expectation
from tests.factories import EmployeeFactory
from tests.growth.people import bakery, page, signed_in, towards_senior

pytestmark = pytest.mark.django_db
LOG, NEW = "/growth/evidence/", "/growth/evidence/new/"


@pytest.fixture
def there():
    return bakery()


@pytest.fixture
def ana(there):
    return signed_in(there.ana)


def wrote(employee, text, *keys, link="", day="2026-03-01"):
    evidence = Evidence(employee=employee, text=text, link=link, happened_on=datetime.date.fromisoformat(day))
    return keep_evidence(evidence=evidence, keys=keys)


def say(client, path=NEW, **values):
    return client.post(path, {"text": "Baked 40 loaves", "happened_on": "2026-03-01", "link": "", **values})


def test_what_is_added_stands_in_the_log_with_what_it_shows(there, ana):
    response = say(ana, keys=[str(there.rye_3.key), str(there.teach.key)], link="https://wiki.example/loaves")
    assert response["Location"] == LOG
    shown = page(ana.get(LOG))
    assert "Baked 40 loaves" in shown
    assert "Teach apprentices" in shown
    assert 'href="https://wiki.example/loaves"' in shown
    assert set(Evidence.objects.get().shows.values_list("key", "skill")) == {
        (there.rye_3.key, there.rye.pk),
        (there.teach.key, None),
    }


@pytest.mark.parametrize("link", ["javascript:alert(1)", "ftp://files/x", "data:text/html,x", "//wiki", "wiki"])
def test_only_links_of_the_web_are_kept(ana, link):
    response = say(ana, link=link)
    assert response.status_code == 422
    assert "Baked 40 loaves" in page(response), "what was typed stays"
    assert not Evidence.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": " \n "},
        {"text": "x" * 4_001},
        {"happened_on": ""},
        {"happened_on": "soon"},
        {"happened_on": "0001-01-01"},
        {"happened_on": "9999-12-31"},
        {"keys": ["no-key"]},
        {"link": "https://" + "x" * 600},
    ],
)
def test_what_cannot_be_kept_is_said_and_nothing_is_written(ana, wrong):
    assert say(ana, **wrong).status_code == 422
    assert not Evidence.objects.exists()


def test_a_day_that_has_not_come_is_refused_but_not_somebody_elses_today(ana):
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    assert say(ana, happened_on=tomorrow.isoformat()).status_code == 302
    assert say(ana, happened_on=(tomorrow + datetime.timedelta(days=1)).isoformat()).status_code == 422


def test_a_key_of_nothing_is_left_out(ana):
    say(ana, keys=["5f0c1d0e-0000-4000-8000-000000000000"])
    assert not Evidence.objects.get().shows.exists()


def test_statements_of_the_own_level_and_of_the_targets_can_be_chosen_each_once(there, ana):
    shown = page(ana.get(NEW))
    assert [shown.count(str(each.key)) for each in (there.sweep, there.teach)] == [1, 1], (
        "the next rung without targets"
    )
    other = EmployeeFactory(level=there.senior.level)
    assert str(there.sweep.key) not in page(signed_in(other).get(NEW))
    towards_senior(there)
    assert page(ana.get(NEW)).count(str(there.teach.key)) == 1


def test_a_statement_in_the_address_is_ticked_and_nonsense_passed_over(there, ana):
    shown = page(ana.get(NEW, {"key": [str(there.teach.key), "nonsense"]}))
    assert f'value="{there.teach.key}" checked' in shown
    assert shown.count(" checked") == 1


def test_somebody_without_a_level_can_write_something_down(there):
    client = signed_in(there.bo)
    assert "no level to choose" in page(client.get(NEW))
    assert say(client).status_code == 302


@pytest.mark.parametrize(
    ("after", "goes_to"),
    [("/skills/", "/skills/"), ("https://evil.example/", LOG), ("//evil.example", LOG), ("javascript:x", LOG)],
)
def test_one_comes_back_to_where_one_was_on_this_site(ana, after, goes_to):
    assert say(ana, next=after)["Location"] == goes_to


def test_it_is_said_once_on_a_page_that_is_kept_for_everybody(there, ana):
    say(ana, next="/skills/")
    fragment = {"HX-Request": "true", "HX-Target": "skills"}
    assert "Your evidence is saved." not in page(ana.get("/skills/", headers=fragment))
    assert "Your evidence is saved." in page(ana.get("/skills/"))
    for client in (ana, signed_in(there.di)):
        again = page(client.get("/skills/"))
        assert "Your evidence is saved." not in again
        assert "\0" not in again


def test_edited_evidence_keeps_statements_that_the_page_no_longer_offers(there, ana):
    old = Expectation.objects.create(profile=there.senior, text="Light the oven", kind="responsibility")
    evidence = wrote(there.ana, "Lit it", old.key)
    draft = open_draft(role=there.edition.role, by=None)
    Expectation.objects.filter(profile__edition=draft, key=old.key).delete()
    publish(draft=draft, by=None, note="No oven.")
    path = reverse("evidence_edit", args=[evidence.pk])
    shown = page(ana.get(path))
    assert "Light the oven" in shown
    say(ana, path, text="Lit the oven twice", keys=[str(old.key), str(there.sweep.key)])
    evidence.refresh_from_db()
    assert evidence.text == "Lit the oven twice"
    assert set(evidence.shows.values_list("key", flat=True)) == {old.key, there.sweep.key}
    say(ana, path, keys=[])
    assert not evidence.shows.exists()


def test_a_statement_is_shown_as_the_newest_edition_words_it(there, ana):
    wrote(there.ana, "Taught Mo", there.teach.key)
    draft = open_draft(role=there.edition.role, by=None)
    words = Expectation.objects.filter(profile__edition=draft, key=there.teach.key)
    words.update(text="Teach two apprentices")
    assert "Teach two apprentices" not in page(ana.get(LOG)), "a draft is nobody's business"
    publish(draft=draft, by=None, note="Two.")
    assert "Teach two apprentices" in page(ana.get(LOG))


def test_deleted_evidence_can_be_put_back_as_it_was(there, ana):
    evidence = wrote(there.ana, "Über-Brot gebacken", there.rye_3.key, link="https://wiki.example/brot")
    Evidence.objects.update(created_at=datetime.datetime(2026, 3, 2, tzinfo=datetime.UTC))
    before = Evidence.objects.values().get(), list(evidence.shows.values("key", "skill_id"))
    response = ana.post(reverse("evidence_delete", args=[evidence.pk]), follow=True)
    assert not Evidence.objects.exists()
    kept = response.context["kept"]
    assert "Put it back" in page(response)
    assert "Put it back" not in page(ana.get(LOG)), "it is offered once"
    for _twice in range(2):
        ana.post(reverse("evidence_restore"), {"kept": kept})
    after = Evidence.objects.values().get(), list(Evidence.objects.get().shows.values("key", "skill_id"))
    assert {**after[0], "changed_at": None} == {**before[0], "changed_at": None}
    assert after[1] == before[1]


@pytest.mark.parametrize("kept", ["", "nonsense", "a:b:c"])
def test_what_is_not_ours_is_not_put_back(ana, kept):
    ana.post(reverse("evidence_restore"), {"kept": kept})
    assert not Evidence.objects.exists()


def test_nobody_puts_back_what_somebody_else_deleted(there, ana):
    evidence = wrote(there.ana, "Mine")
    kept = ana.post(reverse("evidence_delete", args=[evidence.pk]), follow=True).context["kept"]
    signed_in(there.di).post(reverse("evidence_restore"), {"kept": kept})
    assert not Evidence.objects.exists()


@pytest.mark.parametrize("name", ["evidence_edit", "evidence_delete"])
@pytest.mark.parametrize("who", ["bo", "cy", "di", "omar"])
def test_nobody_else_sees_or_touches_it(there, name, who):
    evidence = wrote(there.ana, "Only mine")
    client = signed_in(getattr(there, who))
    path = reverse(name, args=[evidence.pk])
    assert client.post(path, {"text": "Theirs"}).status_code == 404
    assert client.get(path).status_code in (404, 405)
    assert Evidence.objects.get().text == "Only mine"
    assert "Only mine" not in page(client.get(LOG))


FOUND = [
    ("uber", {"Über"}),
    ("ÜBER brot", {"Über"}),
    ("CREPES", {"Pan"}),
    ("crêpes", {"Pan"}),
    ("wiki", {"Über"}),
    ("apprentices taught", {"Taught"}),
    ("brot pan", set()),
    ("", {"Über", "Pan", "Taught"}),
    ("%", {"Über", "Pan", "Taught"}),
]


@pytest.mark.parametrize(("query", "expected"), FOUND)
def test_the_log_is_searched_whatever_case_and_accents(there, ana, query, expected):
    wrote(there.ana, "Über-Brot gebacken", there.rye_3.key, link="https://wiki.example/brot")
    wrote(there.ana, "Pan work", there.crepes_2.key)
    wrote(there.ana, "Taught Mo", there.teach.key)
    shown = page(ana.get(LOG, {"q": query}))
    assert {word for word in ("Über", "Pan", "Taught") if f"<p>{word}" in shown} == expected


def test_the_log_is_narrowed_to_a_skill_however_it_was_shown(there, ana):
    wrote(there.ana, "Rye one", there.rye_1.key)
    wrote(there.ana, "Rye three", there.rye_3.key)
    wrote(there.ana, "Pan", there.crepes_2.key)
    log = evidence_log(there.ana)
    skills = skills_shown(log)
    assert [each.slug for each in skills] == ["crepes", "rye"]
    assert {each.evidence.text for each in narrowed(log, "", "rye", skills)} == {"Rye one", "Rye three"}
    assert narrowed(log, "", "nothing", skills) == []


def test_htmx_gets_the_list_alone_and_hears_how_many(there, ana):
    wrote(there.ana, "Rye one", there.rye_1.key)
    response = ana.get(LOG, {"q": "rye"}, headers={"HX-Request": "true", "HX-Target": "entries"})
    assert "<html" not in page(response)
    assert "1 entry fits" in page(response)
    assert "HX-Request" in response["Vary"]


def test_a_long_log_comes_in_pages(there, ana):
    for number in range(31):
        wrote(there.ana, f"Loaf {number:02}")
    assert "Page 1 of 2" in page(ana.get(LOG))
    assert page(ana.get(LOG, {"page": "nonsense"})).count('class="day-of"') == 30
    assert page(ana.get(LOG, {"page": "2"})).count('class="day-of"') == 1


def test_texts_are_shown_as_texts(there, ana):
    wrote(there.ana, "<script>alert(1)</script>", link='https://x.example/"><script>')
    assert "<script>alert" not in page(ana.get(LOG))
    assert '"><script>' not in page(ana.get(LOG))


def test_the_pages_are_never_kept_and_say_who_sees_them(ana):
    for path in (LOG, NEW):
        response = ana.get(path)
        assert "no-store" in response["Cache-Control"]
        assert "Only you can see your log." in page(response)


@pytest.mark.parametrize("many", [1, 40])
def test_the_log_in_so_many_queries(there, ana, django_assert_max_num_queries, many):
    for number in range(many):
        wrote(there.ana, f"Loaf {number}", there.rye_1.key, there.rye_3.key, there.teach.key)
    with django_assert_max_num_queries(8):
        ana.get(LOG)


def test_the_form_in_so_many_queries(there, ana, django_assert_max_num_queries):
    towards_senior(there)
    with django_assert_max_num_queries(9):
        ana.get(NEW)


def test_an_entry_holds_its_words_in_any_order():
    from paths.growth.planning import Entry

    entry = Entry(SimpleNamespace(text="Ran the Café rota", link=""), (), frozenset())
    assert entry.holds(["rota", "cafe"])
    assert not entry.holds(["rota", "bar"])

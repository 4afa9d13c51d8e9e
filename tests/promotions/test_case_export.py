"""A case as one document: on paper and as JSON, with names and without."""

import json

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from paths.growth.models import Evidence
from paths.promotions.asking import ask_feedback, give_feedback, give_view, name_adviser
from paths.promotions.casework import Given, add_comment, add_evidence, mark_item, take_step
from paths.promotions.cast import Cast, Part, Person
from paths.promotions.choices import Mark
from paths.promotions.document import FORMAT
from tests.factories import EmployeeFactory, ExpectationFactory
from tests.growth.bakery import browser
from tests.promotions.case_pages import gathering, read, words
from tests.promotions.people import company, opened

pytestmark = pytest.mark.django_db

NAMES = {
    "ana": ("Ana Alvarez", "ana.alvarez@bakery.example"),
    "bo": ("Bo Bergström", "bo.bergstrom@bakery.example"),
    "colleague": ("Cleo O’Neill", "cleo@bakery.example"),
    "outsider": ("Otto von Ohm", "otto@bakery.example"),
}


@pytest.fixture
def people():
    found = company()
    found.outsider = EmployeeFactory()
    for who, (name, email) in NAMES.items():
        person = getattr(found, who)
        person.name, person.email = name, email
        person.user.name, person.user.email = name, email
        person.user.save()
        person.save()
    for partner, name in ((found.partner, "Petra Pohl"), (found.other_partner, "Paul Pike")):
        partner.name = name
        partner.save()
    return found


@pytest.fixture
def case(people):
    """A case with everything in it, declined, in which everybody is named in every text."""
    case = gathering(people)
    by, everybody = people.bo.user, "Ana Alvarez, ana, BO, Cleo, Otto, Petra Pohl, ana.alvarez@bakery.example"
    first, second = case.items.all()
    mark_item(item=first, by=by, mark=Mark.NOT_YET, note=f"Note: {everybody}")
    mark_item(item=second, by=by, mark=Mark.NO_OPPORTUNITY, reason=f"Reason: {everybody}")
    add_evidence(item=first, by=people.ana.user, text=f"Ran it: {everybody}", link="https://wiki.example/~ana")
    add_comment(case=case, by=people.ana.user, text=f"Comment: {everybody}")
    add_comment(case=case, by=by, text=f"Said: {everybody}", item=first)
    for colleague in (people.colleague, people.outsider):
        request = ask_feedback(case=case, colleague=colleague, items=[first], by=by, message=f"Well? {everybody}")
    give_feedback(request=request, by=people.outsider.user, texts={first.pk: f"Feedback: {everybody}"})
    take_step(case=case, step="send", by=by)
    adviser = name_adviser(case=case, adviser=people.outsider, by=people.other_partner)
    give_view(adviser=adviser, by=people.outsider.user, view=f"View: {everybody}")
    given = Given(reason=f"Why: {everybody}", what_would_change=f"Change: {everybody}")
    return take_step(case=case, step="decline", by=people.partner, given=given)


def as_json(who, case, **query):
    response = browser(who).get(reverse("case_json", args=[case.pk]), query)
    assert response.status_code == 200
    name = "promotion-case" if query.get("names") == "hidden" else f"promotion-case-{case.pk}"
    assert response["Content-Disposition"] == f'attachment; filename="{name}.json"'
    return json.loads(response.content)


def test_the_file_holds_the_case_the_checklist_the_decision_and_the_story(people, case):
    found = as_json(people.ana, case)
    assert found["format"] == FORMAT
    assert (found["case"]["employee"], found["case"]["state"]) == ("Ana Alvarez", "declined")
    assert found["decision"]["decided_by"] == "Petra Pohl"
    assert found["decision"]["what_would_change"].startswith("Change:")
    assert [item["mark"] for item in found["checklist"]] == ["not_yet", "no_opportunity"]
    assert found["checklist"][0]["evidence"][0]["link"] == "https://wiki.example/~ana"
    assert found["counts"]["total"] == 1
    assert [each["by"] for each in found["feedback"]] == ["Cleo O’Neill", "Otto von Ohm"]
    assert found["advisers"][0]["view"].startswith("View:")


def test_the_story_in_the_file_is_the_whole_trail(people, case):
    story = as_json(people.ana, case)["story"]
    events = list(case.events.order_by("number"))
    assert [(each["number"], each["what"], each["seal"]) for each in story] == [
        (event.number, event.what, event.seal) for event in events
    ]
    assert story[0]["told"] == "Bo Bergström opened the case"
    assert story[0]["who"] == "Bo Bergström"
    assert any(each["text"].startswith("Note:") for each in story)


TELLING = ["ana", "alvarez", "bo", "bergström", "cleo", "neill", "otto", "ohm", "petra", "pohl", "paul", "pike", "@"]


def lower_words(text):
    return set(text.lower().replace("\\n", " ").translate(dict.fromkeys(map(ord, '",:.;()“”’\n'), " ")).split())


@pytest.mark.parametrize("who", ["ana", "bo", "partner", "outsider"])
def test_without_names_nobody_is_named_anywhere_in_the_file(people, case, who):
    text = json.dumps(as_json(getattr(people, who), case, names="hidden"), ensure_ascii=False)
    assert "bakery.example" not in text
    assert "wiki.example" not in text
    assert not lower_words(text) & set(TELLING)
    assert "Names are hidden" in text


def test_without_names_people_go_by_their_part(people, case):
    found = as_json(people.partner, case, names="hidden")
    assert found["case"]["employee"] == "the employee"
    assert found["case"]["opened_by"] == "the manager"
    assert found["decision"]["decided_by"] == "HR partner 1"
    assert [each["by"] for each in found["feedback"]] == ["colleague 1", "colleague 2"]
    assert found["story"][0]["told"] == "The manager opened the case"
    assert found["checklist"][0]["note"].startswith("Note: the employee, the employee, the manager, colleague 1")


def test_without_names_the_paper_names_nobody_but_its_reader(people, case):
    page = browser(people.partner).get(reverse("case_print", args=[case.pk]), {"names": "hidden"})
    article = page.content.decode().split("<article", 1)[1].split("</article>", 1)[0]
    assert not lower_words(article.replace("<", " <").replace(">", "> ")) & set(TELLING)
    title = page.content.decode().split("<title>", 1)[1].split("</title>", 1)[0]
    assert not lower_words(title) & set(TELLING)


def test_the_paper_holds_everything_that_the_page_does(people, case):
    page = read(people.ana, case, "case_print")
    for each in ("Note:", "Reason:", "Ran it:", "Comment:", "Said:", "Feedback:", "View:", "Why:", "Change:"):
        assert each in page, each
    assert "Ana Alvarez sent it" not in page
    assert "Bo Bergström sent it for decision" in page


def test_before_it_is_decided_only_whoever_decides_and_advises_hears_the_advice(people):
    case = gathering(people)
    for item in case.items.all():
        mark_item(item=item, by=people.bo.user, mark=Mark.MET)
    take_step(case=case, step="send", by=people.bo.user)
    adviser = name_adviser(case=case, adviser=people.colleague, by=people.partner)
    give_view(adviser=adviser, by=people.colleague.user, view="Calm under pressure.")
    for who, hears in (("ana", False), ("bo", False), ("partner", True), ("colleague", True)):
        for name in ("case_print", "case_json"):
            response = browser(getattr(people, who)).get(reverse(name, args=[case.pk]))
            assert ("Calm under pressure." in response.content.decode()) is hears, (who, name)


def test_somebody_who_is_gone_is_still_somebody(people, case):
    people.bo.user.delete()
    people.outsider.delete()
    found = as_json(people.ana, case)
    assert found["case"]["opened_by"] == "somebody who is gone"
    assert found["story"][0]["told"] == "Somebody who is gone opened the case"
    assert read(people.ana, case)


def test_a_case_about_somebody_who_was_erased_is_read_by_partners(people, case):
    people.ana.delete()
    assert as_json(people.partner, case)["case"]["employee"] == "somebody who is gone"
    assert "Somebody who was erased" in read(people.partner, case)
    assert "Somebody who was erased" in words(browser(people.partner).get(reverse("cases")))


def test_what_is_private_is_in_no_document(people, case):
    Evidence.objects.create(employee=people.ana, text="Private thoughts")
    assert "Private thoughts" not in json.dumps(as_json(people.bo, case))


@pytest.mark.parametrize("asked", ["", "x", "shown", "HIDDEN"])
def test_names_are_shown_unless_they_are_to_be_hidden(people, asked):
    case = opened(people, "gather")
    assert as_json(people.bo, case, names=asked)["names"] == "shown"


@pytest.mark.parametrize(("names", "number"), [("shown", 16), ("hidden", 18)])
@pytest.mark.parametrize("name", ["case_print", "case_json"])
@pytest.mark.parametrize("more", [0, 148])
def test_a_document_costs_the_same_however_long_it_is(people, name, more, names, number, django_assert_num_queries):
    ExpectationFactory.create_batch(more, profile=people.senior.profiles.get())
    case = gathering(people)
    for item in case.items.all():
        add_evidence(item=item, by=people.ana.user, text="Baked.")
        add_comment(case=case, item=item, by=people.bo.user, text="Look.")
    ask_feedback(case=case, colleague=people.colleague, items=case.items.all(), by=people.bo.user)
    client, address = browser(people.bo), f"{reverse(name, args=[case.pk])}?names={names}"
    client.get(address)
    with django_assert_num_queries(number):
        client.get(address)


@given(st.text(min_size=1), st.text(), st.text())
def test_a_hidden_name_is_in_no_text_as_a_word_of_its_own(name, before, after):
    cast = Cast((Person(1, name, "", Part.SUBJECT),), is_hidden=True)
    text = f"{before} {name} {after}"
    assert f" {name} " not in cast.words(text) or name.strip() in ("", "the", "employee", "the employee")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Jürgen Strauß", "Herr Strauß, STRAUSS und jürgen"),
        ("Anna-Lena Ik", "Anna, anna-lena, Lena and Ik"),
        ("İpek Öz", "ipek, İPEK and Öz"),
        ("王 小明", "王 小明 and 小明"),
        ("O’Neill", "o’neill’s"),
    ],
)
def test_a_hidden_name_is_found_however_it_is_written(name, text):
    said = Cast((Person(1, name, "", Part.SUBJECT),), is_hidden=True).words(text).lower()
    for word in text.replace(",", " ").replace("-", " ").replace("’s", " ").split():
        assert word in ("Herr", "und", "and") or word.lower() not in said.split(), word


def test_a_word_that_is_like_a_short_name_is_left():
    cast = Cast((Person(1, "An Do", "", Part.SUBJECT),), is_hidden=True)
    assert cast.words("An has an oven; do ask.") == "the employee has an oven; do ask."


@given(st.text())
def test_with_names_shown_a_text_is_as_it_was_written(text):
    assert Cast((Person(1, "Ana", "ana@x.example", Part.SUBJECT),)).words(text) == text

"""Marks that save themselves."""

import pytest
from django.urls import reverse

from paths.promotions.casework import Given, mark_item, take_step
from paths.promotions.choices import Mark
from paths.promotions.models import Event, Item
from tests.factories import ExpectationFactory
from tests.growth import writing
from tests.growth.bakery import browser
from tests.promotions.case_pages import gathering, mark, words
from tests.promotions.people import company

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return company()


@pytest.fixture
def case(people):
    return gathering(people)


@pytest.fixture
def item(case):
    return case.items.first()


def send(who, item, data, *, htmx=True):
    """What the row sends, or its form without a script."""
    address = reverse("case_item", args=[item.case_id, item.pk])
    headers = {"HX-Request": "true", "HX-Target": f"state-{item.pk}"} if htmx else {}
    return browser(who).post(address, data, headers=headers)


def now(item):
    return Item.objects.get(pk=item.pk)


def test_a_mark_is_saved_and_the_counts_follow(people, item):
    response = send(people.bo, item, mark(item, "met", note="Every night."))
    assert (now(item).mark, now(item).note, now(item).version) == (Mark.MET, "Every night.", 1)
    page = words(response)
    assert "✓ Saved" in page
    assert "1 of 2 met" in page
    assert "Met, and there is no evidence yet." in page
    assert f'name="{item.pk}-version" value="1"' in response.content.decode()
    assert f"Bo marked “{item.text}” met" in page, "the story goes with it"


@pytest.mark.parametrize("chosen", [Mark.NOT_APPLICABLE, Mark.NO_OPPORTUNITY])
def test_what_is_set_aside_needs_a_reason(people, item, chosen):
    response = send(people.bo, item, mark(item, chosen, reason="  "))
    assert response.status_code == 422
    assert "Not saved. Say why" in words(response)
    assert now(item).mark == Mark.OPEN
    send(people.bo, item, mark(item, chosen, reason="No oven here."))
    assert (now(item).mark, now(item).reason) == (chosen, "No oven here.")


def test_a_mark_that_needs_no_reason_keeps_none(people, item):
    send(people.bo, item, mark(item, "no_opportunity", reason="No oven here."))
    send(people.bo, item, mark(item, "met", reason="No oven here.", version=1))
    assert (now(item).mark, now(item).reason) == (Mark.MET, "")


def test_a_reason_that_no_mark_asked_for_is_not_dropped_without_a_word(people, item):
    response = send(people.bo, item, mark(item, "met", reason="No oven here."))
    assert response.status_code == 422
    assert "This mark has no reason" in words(response)
    assert now(item).mark == Mark.OPEN


def test_what_was_saved_elsewhere_is_shown_beside_what_is_here(people, item):
    mark_item(item=item, by=people.bo.user, mark=Mark.PARTLY, note="From the phone.")
    response = send(people.bo, item, mark(item, "met", note="From the desk."))
    assert response.status_code == 409
    assert "There Partly: “From the phone.” Here Met: “From the desk.”" in words(response)
    assert now(item).mark == Mark.PARTLY


def test_after_a_conflict_one_of_both_is_kept(people, item):
    mark_item(item=item, by=people.bo.user, mark=Mark.PARTLY)
    response = send(people.bo, item, mark(item, "met", take="1"))
    assert response["HX-Retarget"] == f"#row-{item.pk}"
    assert 'value="partly" checked' in response.content.decode()
    assert now(item).mark == Mark.PARTLY
    send(people.bo, item, mark(item, "met", over="1"))
    assert now(item).mark == Mark.MET


def test_saving_the_same_again_is_no_conflict(people, item):
    send(people.bo, item, mark(item, "met"))
    assert send(people.bo, item, mark(item, "met")).status_code == 200


@pytest.mark.parametrize("wrong", [{"mark": "promoted"}, {"mark": ""}, {"note": "x" * 4001}, {"version": "-1"}])
def test_a_row_that_cannot_be_saved_says_why(people, item, wrong):
    response = send(people.bo, item, mark(item, **({"mark": "met"} | wrong)))
    assert response.status_code == 422
    assert now(item).version == 0


def test_once_it_is_sent_the_row_says_so(people, case, item):
    for each in case.items.all():
        mark_item(item=each, by=people.bo.user, mark=Mark.MET)
    take_step(case=case, step="send", by=people.bo.user)
    response = send(people.bo, item, mark(item, "not_yet", version=1))
    assert response.status_code == 422
    assert "Not saved. The case has been sent or closed since you opened this page." in words(response)
    assert now(item).mark == Mark.MET


def test_only_the_manager_marks(people, item):
    assert send(people.ana, item, mark(item)).status_code == 403
    for who in (people.boss, people.colleague, people.partner):
        assert send(who, item, mark(item)).status_code == 404
    assert now(item).version == 0


def test_an_item_of_another_case_is_not_there(people, case):
    address = reverse("case_item", args=[case.pk, 999_999])
    assert browser(people.bo).post(address, {}).status_code == 404


def test_a_session_that_ended_answers_with_the_way_to_sign_in(item):
    assert send(None, item, mark(item))["HX-Redirect"].startswith("/account/sign-in/")
    assert now(item).version == 0


def test_without_htmx_it_leads_back_to_the_row(people, case, item):
    response = send(people.bo, item, mark(item), htmx=False)
    assert response.url == f"{case.get_absolute_url()}#row-{item.pk}"


def test_without_scripts_everything_is_saved_at_once(people, case):
    first, second = case.items.all()
    sent = mark(first, "met") | mark(second, "not_yet", note="In spring.")
    response = browser(people.bo).post(case.get_absolute_url(), sent, follow=True)
    assert "Saved." in words(response)
    assert [each.mark for each in case.items.all()] == ["met", "not_yet"]


def test_without_scripts_rows_that_were_not_touched_are_left_alone(people, case):
    page = browser(people.bo).get(case.get_absolute_url()).content.decode()
    first, second = case.items.all()
    was = page.split(f'name="{second.pk}-was" value="')[1].split('"')[0]
    browser(people.bo).post(case.get_absolute_url(), mark(first, "met") | mark(second, "open", was=was))
    assert [each.version for each in case.items.all()] == [1, 0]


def test_without_scripts_a_row_that_cannot_be_saved_keeps_what_was_typed(people, case):
    first, second = case.items.all()
    sent = mark(first, "met") | mark(second, "not_applicable", note="Typed here.")
    response = browser(people.bo).post(case.get_absolute_url(), sent)
    assert response.status_code == 422
    page = words(response)
    assert "One mark is not saved yet." in page
    assert "Not saved. Say why it does not apply." in page
    assert "Typed here." in response.content.decode()
    assert [each.mark for each in case.items.all()] == ["met", "open"]


def test_without_scripts_a_conflict_shows_both(people, case, item):
    mark_item(item=item, by=people.bo.user, mark=Mark.PARTLY)
    response = browser(people.bo).post(case.get_absolute_url(), mark(item, "met"))
    assert response.status_code == 409
    assert "this was marked in another window since" in words(response)


def test_what_was_marked_while_signed_out_waits_and_is_not_saved(people, case, item):
    client = browser(None)
    marked = mark(item, "met", note="On the train") | writing.of(people.bo)
    assert client.post(case.get_absolute_url(), marked).status_code == 302
    client.force_login(people.bo.user)
    page = client.get(case.get_absolute_url())
    assert "You were signed out before this was saved." in words(page)
    assert "On the train" in page.content.decode()
    assert now(item).version == 0


def test_a_case_that_was_sent_meanwhile_takes_no_marks_without_scripts_either(people, case, item):
    for each in case.items.all():
        mark_item(item=each, by=people.bo.user, mark=Mark.MET)
    take_step(case=case, step="send", by=people.bo.user)
    marked = mark(item, "not_yet", note="On the train")
    response = browser(people.bo).post(case.get_absolute_url(), marked)
    assert response.status_code == 409
    assert "Nothing was saved." in words(response)
    assert "Chosen: Not yet" in words(response)
    assert "On the train</textarea>" in response.content.decode()
    assert browser(people.partner).post(case.get_absolute_url(), mark(item)).status_code == 403
    assert now(item).mark == Mark.MET


def test_a_returned_case_is_marked_again(people, case, item):
    for each in case.items.all():
        mark_item(item=each, by=people.bo.user, mark=Mark.MET)
    take_step(case=case, step="send", by=people.bo.user)
    take_step(case=case, step="give_back", by=people.partner, given=Given(reason="Look at the oven again."))
    assert send(people.bo, item, mark(item, "partly", version=1)).status_code == 200
    page = words(browser(people.bo).get(case.get_absolute_url()))
    assert "Why it was returned Look at the oven again." in page


def test_each_save_is_one_event_a_change(people, item):
    send(people.bo, item, mark(item, "met", note="Every night."))
    send(people.bo, item, mark(item, "met", note="Every night.", version=1))
    assert list(Event.objects.filter(about=item.text).values_list("what", flat=True)) == ["mark", "note"]


@pytest.mark.parametrize("more", [0, 148])
def test_a_save_costs_the_same_however_many_items_there_are(people, more, django_assert_num_queries):
    ExpectationFactory.create_batch(more, profile=people.senior.profiles.get())
    item = gathering(people).items.first()
    client, address = browser(people.bo), reverse("case_item", args=[item.case_id, item.pk])
    client.post(address, mark(item, "partly"), headers={"HX-Request": "true"})
    with django_assert_num_queries(22):
        client.post(address, mark(item, "met", version=1), headers={"HX-Request": "true"})

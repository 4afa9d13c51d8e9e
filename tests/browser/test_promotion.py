"""A promotion in a browser: four people take a case from its opening to the changed level."""

import json
import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE
from tests.browser.measures import cut_off, cut_off_at, flaws, reload_saved
from tests.running import running_site

CUT = re.compile(r"net::ERR_INTERNET_DISCONNECTED|htmx:|status of (40[39]|422|503)|Error Code (40[39]|422|503)")

# Four people of their own for each test, all signed in: their cookies go into a file.
MAKE = """
import json
from django.contrib.auth.models import Group
from django.test import Client
from paths.growth.assessing import next_rung
from paths.people.models import Employee, User
from paths.promotions.asking import ask_feedback
from paths.promotions.casework import mark_item, open_case, take_step
from paths.promotions.choices import Mark
from paths.promotions.models import Criterion
from paths.ladders.models import Level

states, where = {arguments!r}
level = Level.objects.get(role__slug="backend-engineer", slug="mid-level")
Criterion.objects.get_or_create(text="Feedback from two people outside the team")
made = []
for place, state in enumerate(states):
    name = "No" + chr(ord("a") + place) * 5
    people, manager = {{}}, None
    for part in ("manager", "employee", "colleague", "partner"):
        user = User.objects.create_user(f"{{part}}.{{name}}@demo.example".lower(), name=f"{{part.title()}} {{name}}")
        if part == "partner":
            user.groups.add(Group.objects.get(name="HR partners"))
        else:
            leads = manager if part == "employee" else None
            row = Employee.objects.create(user=user, name=user.name, email=user.email, level=level, manager=leads)
            manager = manager or row
        people[part] = user
    case = 0
    if state:
        by, employee = people["manager"], people["employee"].employee
        found = open_case(employee=employee, level=next_rung(employee), by=by)
        take_step(case=found, step="gather", by=by)
        case = found.pk
        if state == "asked":
            items, colleague = found.items.all()[:3], people["colleague"].employee
            ask_feedback(case=found, colleague=colleague, items=items, by=by, message="What did you see last spring?")
        if state == "sent":
            for place, item in enumerate(found.items.all()):
                mark_item(item=item, by=by, mark=Mark.MET if place else Mark.NOT_YET)
            take_step(case=found, step="send", by=by)
    cookies = {{}}
    for part, user in people.items():
        client = Client()
        client.force_login(user)
        cookies[part] = client.cookies["sessionid"].value
    made.append({{"state": state, "name": name, "case": case, "cookies": cookies}})
with open(where, "w") as out:
    json.dump(made, out)
"""


@pytest.fixture(scope="module")
def own_site():
    with running_site() as running:
        yield running


@pytest.fixture(scope="module")
def made(own_site, request, tmp_path_factory):
    """What MAKE made for every test of this file, each taken once."""
    here = [test for test in request.session.items if test.path == request.path and "four" in test.fixturenames]
    states = [test.callspec.params.get("four", "") if hasattr(test, "callspec") else "" for test in here]
    where = tmp_path_factory.mktemp("made") / "made.json"
    own_site.manage("shell", "-v0", "-c", MAKE.format(arguments=(states, str(where))))
    return json.loads(where.read_text())


@pytest.fixture
def four(open_page, own_site, made, request):
    """`four(part, path)` opens a page as one of four people; `four.case`: the address of their case, if there is one.

    The parameter says how far it has come: "gathering", "asked" (the same, and a colleague is), "sent"; without one
    there is none yet.
    """
    ours = next(each for each in made if each["state"] == getattr(request, "param", ""))
    made.remove(ours)

    def open_as(part, path="", **options):
        page = open_page("/account/sign-in/", at=own_site.url, **options)
        page.context.add_cookies([{"name": "sessionid", "value": ours["cookies"][part], "url": own_site.url}])
        page.goto(path or open_as.case)
        return page

    open_as.case = f"/promotions/{ours['case']}/"
    open_as.person = lambda part: f"{part.title()} {ours['name']}"
    return open_as


@pytest.fixture
def cut(open_page):
    """Forget what the console said of a refusal that was meant to be; anything else stays trouble."""
    yield
    open_page.trouble[:] = [each for each in open_page.trouble if not CUT.search(each)]


def row(page, place=0):
    return page.locator("[data-row]").nth(place)


def choose(page, name, place=0):
    row(page, place).get_by_role("radio", name=name, exact=True).check(force=True)


def saved(page, place=0):
    expect(row(page, place).locator(".saved")).to_have_text("✓ Saved")


def mark_everything(page):
    for place in range(page.locator("[data-row]").count()):
        choose(page, "Met", place)


def step(page, name, **fields):
    """Take a step by its page."""
    page.locator(".case-head, .case-more").get_by_role("link", name=name, exact=True).click()
    for label, text in fields.items():
        page.get_by_label(label.replace("_", " ")).fill(text)
    page.locator("form.plan-form").get_by_role("button", name=name, exact=True).click()


def test_from_opening_to_the_changed_level_with_four_people(four, own_site):
    manager = four("manager", "/team/")
    manager.get_by_role("link", name=re.compile("^Open a promotion case")).click()
    manager.get_by_role("button", name="Open the case").click()
    expect(manager.get_by_role("heading", level=1)).to_contain_text(
        re.compile("Mid-Level → ?to Senior Backend Engineer")
    )
    case = manager.url
    step(manager, "Begin to gather evidence")

    employee = four("employee", "/growth/")
    employee.get_by_role("link", name="Your promotion case").click()
    expect(employee).to_have_url(case)
    employee.get_by_role("link", name=re.compile("^Add evidence or a comment")).first.click()
    employee.get_by_label("What happened").fill("Ran the move to the new queue.")
    employee.get_by_role("button", name="Add evidence").click()
    expect(employee.get_by_text("Ran the move to the new queue.")).to_be_visible()

    manager.goto(case)
    manager.get_by_role("link", name="Ask a colleague").click()
    name = four.person("colleague")
    manager.get_by_label("Find somebody").fill(name)
    manager.locator(".finder").get_by_role("button", name="Search").click()
    manager.get_by_label(re.compile(name)).check()
    manager.locator("input[name=items]").first.check()
    manager.get_by_role("button", name="Ask", exact=True).click()

    colleague = four("colleague", "/promotions/")
    colleague.get_by_role("link", name=re.compile("^A few lines about")).click()
    colleague.locator("form.plan-form textarea").first.fill("Calm in every incident.")
    colleague.get_by_role("button", name="Send your answer").click()

    manager.goto(case)
    expect(row(manager)).to_contain_text("Calm in every incident.")
    mark_everything(manager)
    expect(manager.locator("#counts")).to_contain_text("Every required item has its mark.")
    step(manager, "Send for decision")
    expect(manager.locator("[aria-current=step]")).to_contain_text("Decision by HR, not the manager")

    partner = four("partner", "/promotions/")
    partner.get_by_role("link", name=re.compile(four.person("employee"))).click()
    today = partner.evaluate("new Date().toISOString().slice(0, 10)")
    step(partner, "Approve", Why_it_is_approved="Ready since spring.", In_effect_from=today)
    expect(partner.locator(".decision")).to_contain_text("Ready since spring.")

    own_site.manage("apply_promotions")
    own_site.manage("apply_promotions")
    employee.goto(case)
    expect(employee.locator(".stages-strip li").last).to_contain_text("Level changed on")
    expect(employee.locator(".story")).to_contain_text("The level changed from")
    expect(employee.locator(".story li", has_text="The level changed from")).to_have_count(1)
    own_site.manage("verify_audit")
    employee.goto("/roles/backend-engineer/")
    expect(employee.locator(".here")).to_have_count(1)


@pytest.mark.parametrize("four", ["sent"], indirect=True)
def test_a_case_is_returned_and_sent_again(four):
    partner = four("partner")
    step(partner, "Return", What_has_to_be_added_or_changed="Say more of the first item.")
    expect(partner.locator(".decision")).to_contain_text("Say more of the first item.")
    manager = four("manager")
    expect(manager.locator(".decision")).to_contain_text("Why it was returned")
    choose(manager, "Partly")
    saved(manager)
    step(manager, "Send for decision")
    partner.goto(four.case)
    expect(partner.get_by_role("link", name="Approve", exact=True)).to_be_visible()
    expect(partner.locator(".decision")).to_have_count(0)


@pytest.mark.parametrize("four", ["sent"], indirect=True)
def test_declining_asks_what_would_change_the_answer_and_proposes_goals(four, cut):
    partner = four("partner")
    partner.get_by_role("link", name="Decline", exact=True).click()
    partner.get_by_label("Why it is declined").fill("One thing is missing.")
    partner.get_by_role("button", name="Decline", exact=True).click()
    expect(partner.get_by_role("alert").first).to_contain_text("Nothing was done yet.")
    expect(partner.get_by_label("Why it is declined")).to_have_value("One thing is missing.")
    partner.get_by_label("What would change the answer").fill("Lead one redesign.")
    partner.get_by_role("button", name="Decline", exact=True).click()
    employee = four("employee")
    expect(employee.locator(".decision")).to_contain_text("Lead one redesign.")
    employee.get_by_role("link", name="The goals proposed to you").click()
    expect(employee.get_by_role("heading", name="Proposed to you")).to_be_visible()
    employee.get_by_role("button", name=re.compile("^Take up")).first.click()
    expect(employee.get_by_role("heading", name="Proposed to you")).to_have_count(0)


@pytest.mark.parametrize("four", ["gathering"], indirect=True)
def test_a_mark_saves_itself_and_the_counts_follow(four):
    page = four("manager")
    choose(page, "Met")
    saved(page)
    expect(page.locator("#counts h2")).to_have_text(re.compile(r"^1 of \d+ met"))
    expect(page.locator("#said")).to_contain_text("Saved. 1 of")
    expect(row(page).locator(".mark-shown")).to_contain_text("✓ Met")
    row(page).locator(".note-field").fill("Owns the orders service")
    row(page).locator(".note-field").blur()
    reload_saved(page)
    expect(row(page).locator(".note-field")).to_have_value("Owns the orders service")
    expect(row(page).locator("input:checked")).to_have_value("met")


@pytest.mark.parametrize("four", ["gathering"], indirect=True)
def test_nothing_moves_under_the_finger_when_a_mark_is_saved(four):
    page = four("manager")
    for viewport in (DESK, PHONE):
        page.set_viewport_size(viewport)
        reload_saved(page)
        before = row(page, 1).bounding_box()
        choose(page, "Met" if viewport == DESK else "Partly")
        saved(page)
        assert row(page, 1).bounding_box() == before


@pytest.mark.parametrize("four", ["gathering"], indirect=True)
def test_what_is_set_aside_asks_why_first(four, cut):
    page = four("manager")
    expect(row(page).locator(".reason-field")).to_be_hidden()
    choose(page, "No opportunity here")
    expect(row(page).locator(".not-saved")).to_contain_text("Say why there was no opportunity.")
    row(page).get_by_label("Why").fill("The team has no rota.")
    saved(page)
    expect(page.locator("#counts")).to_contain_text("1 without an opportunity here")


@pytest.mark.parametrize("four", ["gathering"], indirect=True)
def test_with_the_network_cut_the_row_says_so_and_is_saved_when_it_is_back(four, cut):
    page = four("manager")
    page.context.set_offline(True)
    choose(page, "Partly")
    row(page).locator(".note-field").fill("Written in a tunnel")
    row(page).locator(".note-field").blur()
    expect(row(page).locator(".why")).to_contain_text("Not saved: the site cannot be reached.")
    page.context.set_offline(False)
    saved(page)
    reload_saved(page)
    expect(row(page).locator(".note-field")).to_have_value("Written in a tunnel")


@pytest.mark.parametrize("four", ["gathering"], indirect=True)
def test_a_mark_that_was_saved_though_the_word_of_it_was_lost_is_no_conflict(four, cut):
    page = four("manager")
    calls = []

    def first_word_is_lost(route):
        calls.append(route)
        if len(calls) == 1:
            route.fetch()
            route.abort("internetdisconnected")
        else:
            route.continue_()

    page.route("**/items/**", first_word_is_lost)
    choose(page, "Partly")
    expect(row(page).locator(".why")).to_contain_text("Not saved")
    choose(page, "Met")
    saved(page)
    expect(row(page).locator(".conflict")).to_have_count(0)


@pytest.mark.parametrize("four", ["gathering"], indirect=True)
def test_two_windows_are_shown_both_marks_and_one_chooses(four, cut):
    first, second = four("manager"), four("manager")
    choose(first, "Partly")
    saved(first)
    choose(second, "Met")
    conflict = row(second).locator(".conflict")
    expect(conflict).to_contain_text(re.compile(r"There\s*Partly\s*Here\s*Met"))
    conflict.get_by_role("button", name="Save what is here").click()
    saved(second)
    choose(first, "Not yet")
    row(first).locator(".conflict").get_by_role("button", name="Take the other").click()
    expect(row(first).locator(".conflict")).to_have_count(0)
    expect(row(first).locator("input:checked")).to_have_value("met")


@pytest.mark.parametrize("four", ["gathering"], indirect=True)
def test_a_session_that_ends_in_the_middle_says_so_and_loses_nothing(four, cut):
    page = four("manager")
    page.context.clear_cookies(name="sessionid")
    choose(page, "Partly")
    expect(row(page).locator(".why")).to_contain_text("Not saved: you are signed out.")
    expect(row(page).locator("input:checked")).to_have_value("partly")


@pytest.mark.parametrize("four", ["gathering"], indirect=True)
def test_without_scripts_marks_are_saved_and_the_case_is_sent(four):
    page = four("manager", javascript=False)
    for place in range(page.locator("[data-row]").count()):
        choose(page, "Met", place)
    choose(page, "Not applicable")
    row(page).get_by_label("Why").fill("Nobody does that here.")
    page.locator(".save").get_by_role("button", name="Save").click()
    expect(page.locator(".messages")).to_contain_text("Saved.")
    expect(row(page).get_by_label("Why")).to_have_value("Nobody does that here.")
    step(page, "Send for decision")
    expect(page.locator("[aria-current=step]")).to_contain_text("Decision by HR, not the manager")


@pytest.mark.parametrize("four", ["gathering"], indirect=True)
def test_by_keyboard_arrows_choose_within_a_row_and_tab_goes_on(four):
    page = four("manager")
    row(page).get_by_role("radio", name="Open", exact=True).focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(row(page).get_by_role("radio", name="Partly")).to_be_checked()
    saved(page)
    page.keyboard.press("Tab")
    expect(row(page).locator(".note-field")).to_be_focused()
    page.keyboard.press("Tab")
    expect(row(page).get_by_role("link", name=re.compile("^Add evidence"))).to_be_focused()
    page.keyboard.press("Tab")
    expect(row(page, 1).get_by_role("radio", name="Open", exact=True)).to_be_focused()


PAGES = ["{case}", "{case}print/", "{case}print/?names=hidden", "{case}steps/withdraw/", "/promotions/"]


@pytest.mark.parametrize("four", ["gathering"], indirect=True)
def test_on_a_phone_nothing_is_cut_off(four):
    page = four("manager", viewport=PHONE)
    for address in [*PAGES, "/promotions/open/"]:
        page.goto(address.format(case=four.case))
        assert cut_off_at(page, [320, 390, 700, 701, 900, 901]) == {}, address
    employee = four("employee", viewport=PHONE)
    assert cut_off(employee) == []
    employee.get_by_role("link", name=re.compile("^Add evidence or a comment")).first.click()
    expect(employee.get_by_label("What happened")).to_be_visible()
    assert cut_off(employee) == []


@pytest.mark.parametrize("four", ["gathering"], indirect=True)
def test_the_pages_are_accessible_by_day_and_night(four, axe_by_day_and_night):
    page = four("manager")
    for name, place in (("Met", 0), ("Partly", 1), ("Not yet", 2)):
        choose(page, name, place)
        saved(page, place)
    assert axe_by_day_and_night(page) == []
    for address in [*PAGES, "{case}steps/send/", "/promotions/open/", "/team/"]:
        page.goto(address.format(case=four.case))
        assert axe_by_day_and_night(page) == [], address
    employee = four("employee")
    assert axe_by_day_and_night(employee) == []
    employee.get_by_role("link", name=re.compile("^Add evidence or a comment")).first.click()
    expect(employee.get_by_label("What happened")).to_be_visible()
    assert axe_by_day_and_night(employee) == []


@pytest.mark.parametrize("four", ["asked"], indirect=True)
def test_what_a_colleague_is_asked_is_clean_before_and_after_they_answer(four, axe, cut):
    page = four("colleague", "/promotions/")
    page.get_by_role("link", name=re.compile("^A few lines about")).click()
    expect(page.locator("blockquote.question")).to_contain_text("What did you see last spring?")
    assert flaws(page, axe) == []
    page.get_by_role("button", name="Send your answer").click()
    expect(page.get_by_role("alert").first).to_be_visible()
    assert flaws(page, axe) == []
    page.locator("form.plan-form textarea").first.fill(f"Calm in every incident. {'Unbroken' * 40}")
    page.get_by_role("button", name="Send your answer").click()
    expect(page.get_by_role("status").first).to_contain_text("Thank you.")
    assert flaws(page, axe) == []


@pytest.mark.parametrize("four", ["sent"], indirect=True)
def test_a_decision_is_accessible_by_day_and_night(four, axe_by_day_and_night):
    page = four("partner")
    assert axe_by_day_and_night(page) == []
    for name in ("approve", "decline", "give_back", "wait"):
        page.goto(f"{four.case}steps/{name}/")
        assert axe_by_day_and_night(page) == [], name
    page.get_by_label("Why it is approved, and what it waits for").fill("No seat.")
    page.get_by_role("button", name="Approve, waiting for a seat").click()
    expect(page.locator(".decision")).to_be_visible()
    assert axe_by_day_and_night(page) == []


@pytest.mark.parametrize("four", ["sent"], indirect=True)
@pytest.mark.parametrize("size", ["A4", "Letter"])
def test_the_document_prints_with_its_story_and_nothing_to_click(four, size):
    page = four("employee", color_scheme="dark")
    page.goto(f"{four.case}print/")
    page.emulate_media(media="print", reduced_motion="reduce")
    expect(page.locator("header.bar, .btn, button, .no-print").filter(visible=True)).to_have_count(0)
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    expect(page.locator("#story")).to_contain_text("sent it for decision")
    page.set_viewport_size({"width": {"A4": 688, "Letter": 710}[size], "height": 1000})
    assert cut_off(page) == []
    pdf = page.pdf(format=size, print_background=True)
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf)) <= 6

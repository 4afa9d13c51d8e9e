"""Assessing oneself in a browser: answers save themselves, and nothing that was typed is ever lost."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.measures import flaws, reload_saved
from tests.running import running_site

ANA = "ana.moreira@demo.example"
# Each test works towards a level of its own, so that none meets the answers of another.
ROLES = ["DevOps", "Data", "Frontend"]
RUNGS = ["Junior", "Mid-Level", "Senior", "Staff", "Principal"]
LEADS_AND_BEYOND = [
    "Team Lead",
    "Engineering Manager",
    "Senior Engineering Manager",
    "Director of Engineering",
    "VP of Engineering",
    "Staff Backend Engineer",
    "Principal Backend Engineer",
]
LEVELS = iter([*LEADS_AND_BEYOND, *(f"{rung} {role} Engineer" for rung in RUNGS for role in ROLES)])
CUT = re.compile(
    r"net::ERR_INTERNET_DISCONNECTED|htmx:sendError|htmx:afterRequest"
    r"|(status of|Error Code) (4(0[039]|13|18)|503)"
)


@pytest.fixture(scope="module")
def own_site():
    with running_site() as running:
        yield running.url


@pytest.fixture
def begin(open_page, own_site):
    """Sign in as Ana and begin with everything that a level asks; or open `at` in another browser of hers."""

    def begin(at=None, **options):
        page = open_page("/demo/", at=own_site, **options)
        page.locator(f"form:has(input[value='{ANA}']) button").click()
        if at:
            page.goto(at)
            return page
        page.goto("/growth/")
        page.get_by_label("Level", exact=True).select_option(label=next(LEVELS))
        page.get_by_label("Everything the level asks").check()
        page.get_by_role("button", name="Begin", exact=True).click()
        expect(page.get_by_role("heading", name=re.compile("^Towards "))).to_be_visible()
        return page

    return begin


@pytest.fixture
def cut(open_page):
    """Forget what the console said of a connection that was cut on purpose; anything else stays trouble."""
    yield
    open_page.trouble[:] = [each for each in open_page.trouble if not CUT.search(each)]


def row(page, place=0):
    return page.locator("[data-row]").nth(place)


def choose(page, name, place=0):
    row(page, place).get_by_role("radio", name=name, exact=True).check(force=True)


def note(page, place=0):
    return row(page, place).locator("textarea")


def saved(page, place=0):
    expect(row(page, place).locator(".saved")).to_have_text("✓ Saved")


def answer_of(page, place=0):
    return row(page, place).locator("input:checked").get_attribute("value")


def count(page, name):
    """One of the counts: "1 of 26 met · 3 below" has 1 for "met" and 3 for "below"."""
    words = page.locator("#standing .figure, #standing .figure-words").all_inner_texts()
    return int(re.search(rf"(\d+)(?: of \d+)?\s*{name}", " ".join(words))[1])


def test_an_answer_saves_itself_and_the_counts_follow(begin):
    page = begin()
    before = count(page, "met")
    choose(page, "Consistently")
    saved(page)
    expect(page.locator("#step-count")).to_have_text(re.compile(r"^1 of \d+ answered"))
    assert count(page, "met") == before + 1
    expect(page.locator("#said")).to_contain_text(re.compile(rf"Saved\. {before + 1} of \d+ met"))
    reload_saved(page)
    assert answer_of(page) == "2"


def test_a_note_saves_itself_after_a_pause_and_when_it_is_left(begin):
    page = begin()
    note(page).press_sequentially("Moved the e-mails to a queue")
    saved(page)
    note(page, 1).fill("On call since March")
    note(page, 1).blur()
    saved(page, 1)
    reload_saved(page)
    expect(note(page)).to_have_value("Moved the e-mails to a queue")
    expect(note(page, 1)).to_have_value("On call since March")


def test_typing_on_while_it_saves_loses_no_letter(begin):
    page = begin()
    text = "Every letter of this stays where it was typed, however slow the line. " * 2
    choose(page, "Sometimes")
    note(page).press_sequentially(text, delay=15)
    expect(note(page)).to_have_value(text)
    expect(note(page)).to_be_focused()
    note(page).blur()
    reload_saved(page)
    expect(note(page)).to_have_value(text.strip())


def test_a_note_that_was_just_typed_is_saved_before_a_link_is_followed(begin):
    page = begin()
    note(page).fill("Typed and gone")
    page.locator(".steps a").nth(1).click()
    page.wait_for_url("**/2/")
    page.locator(".steps a").nth(0).click()
    expect(note(page)).to_have_value("Typed and gone")


def test_no_opportunity_asks_what_would_give_one(begin):
    page = begin()
    before = count(page, "no opportunity")
    choose(page, "No opportunity here")
    saved(page)
    expect(row(page).get_by_label("What would give you the chance?")).to_be_visible()
    assert count(page, "no opportunity") == before + 1


def test_a_gap_becomes_a_goal(begin):
    page = begin()
    choose(page, "Not yet")
    page.locator("#gaps").get_by_role("button", name=re.compile("^Add to my growth plan")).first.click()
    expect(page).to_have_url(re.compile("/growth/goals/"))


def test_an_answer_can_be_cleared(begin):
    page = begin()
    choose(page, "Sometimes")
    row(page).get_by_role("button", name=re.compile("^Clear")).click()
    expect(row(page).locator("input:checked")).to_have_count(0)
    expect(row(page).get_by_role("radio").first).to_be_focused()
    expect(page.locator("#step-count")).to_have_text(re.compile(r"^0 of \d+ answered"))


def test_with_the_network_cut_the_row_says_so_and_is_saved_when_it_is_back(begin, cut):
    page = begin()
    page.context.set_offline(True)
    choose(page, "Role model")
    note(page).fill("Written in a tunnel")
    note(page).blur()
    expect(row(page).locator(".why")).to_contain_text("Not saved: the site cannot be reached.")
    expect(page.locator("#said")).to_contain_text("Not saved")
    expect(page.locator("#problem")).to_be_hidden()
    choose(page, "Sometimes", 1)
    expect(row(page, 1).locator(".why")).to_contain_text("Not saved")
    page.context.set_offline(False)
    saved(page)
    saved(page, 1)
    expect(row(page).locator(".why")).to_be_hidden()
    reload_saved(page)
    assert (answer_of(page), answer_of(page, 1)) == ("3", "1")
    expect(note(page)).to_have_value("Written in a tunnel")


def test_leaving_with_something_unsaved_is_held_back(begin, cut):
    page = begin()
    here = page.url
    page.context.set_offline(True)
    note(page).fill("Not yet sent")
    page.locator(".steps a").nth(1).click()
    expect(row(page).locator(".why")).to_contain_text("Not saved")
    assert page.url == here
    page.context.set_offline(False)
    page.wait_for_url("**/2/")
    page.goto(here)
    expect(note(page)).to_have_value("Not yet sent")


def test_a_server_that_answers_with_an_error_is_asked_again(begin, cut):
    page = begin()
    calls = []

    def first_fails(route):
        calls.append(route)
        route.fulfill(status=503) if len(calls) == 1 else route.continue_()

    page.route("**/rows/**", first_fails)
    choose(page, "Sometimes")
    expect(row(page).locator(".why")).to_contain_text("something went wrong at our end")
    saved(page)
    page.unroute("**/rows/**")


def test_a_row_that_is_refused_says_why_and_is_saved_once_that_is_mended(begin, cut):
    page = begin()

    def refused_with(status):
        return lambda route: route.fulfill(status=status)

    for status, why in ((400, "it is too long"), (413, "it is too long"), (418, "refused it")):
        page.route("**/rows/**", refused_with(status))
        note(page).fill(f"Refused with {status}")
        note(page).blur()
        expect(row(page).locator(".why")).to_contain_text(why)
        expect(row(page).locator(".why")).to_contain_text("Not saved")
        expect(page.locator("#said")).to_contain_text(why)
        page.unroute("**/rows/**")
        note(page).fill("Short")
        note(page).blur()
        saved(page)
        expect(row(page).locator(".why")).to_be_hidden()


def test_a_note_that_is_too_long_is_answered_in_its_row(begin, open_page):
    page = begin()
    expect(note(page)).to_have_attribute("maxlength", "4000")
    # As it comes from a page of before notes had an end.
    note(page).evaluate("(field) => { field.removeAttribute('maxlength'); }")
    note(page).fill("x" * 4_001)
    note(page).blur()
    expect(row(page).locator(".not-saved")).to_contain_text("A note holds 4000 characters, and this one has 4001.")
    open_page.trouble[:] = [each for each in open_page.trouble if "422" not in each]


def test_an_answer_that_was_saved_though_the_word_of_it_was_lost_is_no_conflict(begin, cut):
    page = begin()
    calls = []

    def first_word_is_lost(route):
        calls.append(route)
        if len(calls) == 1:
            route.fetch()
            route.abort("internetdisconnected")
        else:
            route.continue_()

    page.route("**/rows/**", first_word_is_lost)
    choose(page, "Sometimes")
    expect(row(page).locator(".why")).to_contain_text("Not saved")
    choose(page, "Consistently")
    saved(page)
    expect(row(page).locator(".conflict")).to_have_count(0)
    reload_saved(page)
    assert answer_of(page) == "2"


def test_a_session_that_ends_in_the_middle_loses_nothing(begin, cut):
    page = begin()
    here = page.url
    page.context.clear_cookies(name="sessionid")
    choose(page, "Consistently")
    note(page).fill("Written while signed out")
    note(page).blur()
    expect(row(page).locator(".why")).to_contain_text("Not saved: you are signed out.")
    assert page.url == here
    expect(note(page)).to_have_value("Written while signed out")
    with page.context.expect_page() as opened:
        row(page).get_by_role("link", name="Sign in in another tab").click()
    other = opened.value
    expect(other.get_by_role("heading", name="Sign in")).to_be_visible()
    other.goto("/demo/")
    other.locator(f"form:has(input[value='{ANA}']) button").click()
    other.wait_for_load_state()
    page.bring_to_front()
    saved(page)
    reload_saved(page)
    assert answer_of(page) == "2"
    expect(note(page)).to_have_value("Written while signed out")


def test_a_session_that_ends_loses_nothing_without_scripts_either(begin):
    page = begin(javascript=False)
    choose(page, "Consistently")
    note(page).fill("Written while signed out")
    page.context.clear_cookies(name="sessionid")
    here = page.url
    page.get_by_role("button", name=re.compile("^Save and go on")).click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    page.goto("/demo/")
    page.locator(f"form:has(input[value='{ANA}']) button").click()
    page.goto(here)
    expect(page.locator(".message.error")).to_contain_text("One answer is not saved yet.")
    expect(note(page)).to_have_value("Written while signed out")
    page.get_by_role("button", name=re.compile("^Save and go on")).click()
    page.goto(here)
    assert answer_of(page) == "2"


def test_two_tabs_are_shown_both_answers_and_one_chooses(begin, cut):
    first = begin()
    second = begin(at=first.url)
    choose(first, "Consistently")
    saved(first)
    choose(second, "Sometimes")
    conflict = row(second).locator(".conflict")
    expect(conflict).to_contain_text("answered in another window")
    expect(conflict).to_contain_text(re.compile("There\\s*Consistently\\s*Here\\s*Sometimes"))
    assert answer_of(second) == "1", "what was chosen here is kept"
    conflict.get_by_role("button", name="Save what is here").click()
    saved(second)
    note(first).fill("From the first")
    note(first).blur()
    row(first).locator(".conflict").get_by_role("button", name="Take the other").click()
    expect(row(first).locator(".conflict")).to_have_count(0)
    assert answer_of(first) == "1"
    expect(note(first)).to_have_value("")


def test_without_scripts_each_step_has_one_save(begin):
    page = begin(javascript=False)
    here = page.url
    choose(page, "Sometimes")
    choose(page, "Role model", 1)
    note(page, 1).fill("Three talks")
    page.get_by_role("button", name=re.compile("^Save and go on")).click()
    page.wait_for_url("**/2/")
    page.goto(here)
    assert (answer_of(page), answer_of(page, 1)) == ("1", "3")
    expect(note(page, 1)).to_have_value("Three talks")
    row(page).get_by_role("button", name=re.compile("^Clear")).click()
    page.goto(here)
    expect(row(page).locator("input:checked")).to_have_count(0)


def test_two_tabs_without_scripts_are_shown_both_answers_too(begin, cut):
    first = begin(javascript=False)
    here = first.url
    second = begin(at=here)
    choose(second, "Consistently")
    saved(second)
    choose(first, "Sometimes")
    first.get_by_role("button", name=re.compile("^Save and go on")).click()
    conflict = row(first).locator(".conflict")
    expect(conflict).to_contain_text(re.compile("There\\s*Consistently\\s*Here\\s*Sometimes"))
    conflict.get_by_role("button", name="Save what is here").click()
    first.goto(here)
    assert answer_of(first) == "1"


def test_by_keyboard_arrows_choose_within_a_row_and_tab_goes_on(begin):
    page = begin()
    row(page).get_by_role("radio").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(row(page).get_by_role("radio", name="Consistently")).to_be_checked()
    saved(page)
    expect(row(page).get_by_role("radio", name="Consistently")).to_be_focused()
    ring = "getComputedStyle(document.activeElement.closest('label')).outlineStyle"
    assert page.evaluate(ring) == "solid"
    page.keyboard.press("Tab")
    expect(note(page)).to_be_focused()
    page.keyboard.type("By keyboard")
    for _ in range(4):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.type") == "radio":
            break
    expect(row(page, 1).get_by_role("radio").first).to_be_focused()
    reload_saved(page)
    expect(note(page)).to_have_value("By keyboard")
    assert answer_of(page) == "2"


def test_what_is_answered_before_the_scripts_have_come_is_saved_too(begin):
    page, held = begin(), []
    for place, late in enumerate(["growth", "htmx"]):
        page.route(re.compile(rf"/{late}[^/]*\.js"), lambda route: held.append(route))
        page.goto(page.url, wait_until="commit")
        # By keyboard: a page that is still on its way moves under a mouse.
        expect(row(page, 3)).to_be_visible()
        row(page, place).get_by_role("radio", name="Role model").focus()
        page.keyboard.press("Space")
        page.wait_for_timeout(300)
        expect(row(page, place).locator(".saved")).to_have_count(0)
        held.pop().continue_()
        saved(page, place)
        page.unroute_all()
        reload_saved(page)
        assert answer_of(page, place) == "3"


def test_enter_in_a_row_saves_and_clears_nothing(begin):
    page = begin()
    here = page.url
    choose(page, "Consistently")
    saved(page)
    row(page).get_by_role("radio", name="Consistently").press("Enter")
    page.wait_for_url("**/2/")
    page.goto(here)
    assert answer_of(page) == "2"


def test_the_pages_are_clean_by_day_and_night_on_a_desk_and_on_a_phone(begin, axe):
    page = begin()
    first = page.url
    choose(page, "Not yet")
    choose(page, "No opportunity here", 1)
    saved(page, 1)
    page.locator(".radar summary").click()
    whole = first.removesuffix("1/")
    found = flaws(page, axe)
    for address in (first.removesuffix("1/") + "2/", whole, "/growth/", "/growth/history/"):
        page.goto(address)
        found += flaws(page, axe)
    assert found == []

"""The conversation about a self-assessment, with the browser of the employee beside that of the manager."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.measures import flaws, reload_saved
from tests.browser.test_assessment import cut  # noqa: F401
from tests.running import running_site

MAI, DILEK = "mai.nguyen@demo.example", "dilek.kaya@demo.example"
OMAR, ANA = "omar.haddad@demo.example", "ana.moreira@demo.example"


@pytest.fixture(scope="module")
def own_site():
    with running_site() as running:
        yield running.url


@pytest.fixture
def sign_in(open_page, own_site):
    """Open a browser of somebody."""

    def sign_in(who, **options):
        page = open_page("/demo/", at=own_site, **options)
        page.locator(f"form:has(input[value='{who}']) button").click()
        return page

    return sign_in


def begin(page, level):
    """Begin an assessment; the address of its first step."""
    page.goto("/growth/")
    page.get_by_label("Level", exact=True).select_option(label=level)
    page.get_by_role("button", name="Begin", exact=True).click()
    expect(page.get_by_role("heading", name=re.compile("^Towards "))).to_be_visible()
    return page.url


def row(page, place=0):
    return page.locator("[data-row]").nth(place)


def answer(page, place, name, note, *, saves_itself=True):
    row(page, place).get_by_role("radio", name=name, exact=True).check(force=True)
    row(page, place).locator("textarea").fill(note)
    row(page, place).locator("textarea").blur()
    if saves_itself:
        saved(page, place)


def saved(page, place=0):
    expect(row(page, place).locator(".saved")).to_have_text("✓ Saved")
    expect(row(page, place).locator(".htmx-request")).to_have_count(0)


def share(page, step):
    """Share a copy; the address of the conversation, which does not move."""
    page.goto(f"{step.removesuffix('1/')}#share")
    page.get_by_role("button", name="Share a copy").click()
    page.get_by_role("link", name="Shared on").first.click()
    page.wait_for_url("**/conversations/*/")
    return page.url


def reads(page, address):
    """What somebody reads of the conversation now."""
    page.goto(address)
    return page.locator("main").inner_text()


def lines(page, heading):
    """The statements under a heading."""
    return page.locator("section", has=page.get_by_role("heading", name=re.compile(heading))).locator(".voice-line")


def test_the_whole_conversation(sign_in, open_page):
    mai, dilek = sign_in(MAI), sign_in(DILEK)
    step = begin(mai, "Mid-Level Backend Engineer (your next rung)")
    answer(mai, 0, "Sometimes", "Mine on the first")
    answer(mai, 1, "Consistently", "Mine on the second")
    where = share(mai, step)
    assert "has not seen it" in mai.locator(".who-sees").text_content()

    dilek.goto("/team/")
    dilek.locator(".member", has_text="Nguyễn Thị Mai").get_by_role("link", name="Towards Mid-Level Backend").click()
    expect(dilek).to_have_url(where)
    dilek.locator("ol.plain a").first.click()
    answer(dilek, 0, "Consistently", "Hers on the first")
    answer(dilek, 1, "Consistently", "Hers on the second")
    assert "Mine on" not in dilek.locator("main").inner_text() + reads(dilek, where), "she has not sent hers"
    assert "Hers on" not in reads(mai, where), "they are not sent"
    assert re.search(r"Dilek Kaya, your manager: last saw it on \d", mai.locator(".who-sees").text_content())
    mai.goto(step)
    answer(mai, 0, "Role model", "Changed after it was shared")

    dilek.get_by_role("button", name="Send my answers").click()
    expect(lines(dilek, "^You see these differently")).to_have_count(1)
    different = lines(dilek, "^You see these differently").inner_text()
    assert "Sometimes" in different, "the copy is as it was when it was shared"
    assert "Mine on the first" in different
    assert "Hers on the first" in reads(mai, where)
    expect(mai.locator("main h2").first).to_contain_text("You see these differently")
    expect(mai.locator("main textarea, main select")).to_have_count(0)

    row(dilek).locator("select").select_option("Consistently")
    row(dilek).locator("textarea").fill("We both see it so")
    row(dilek).locator("textarea").blur()
    saved(dilek)
    late = dilek.context.new_page()
    late.goto(where)
    assert "We both see it so" in reads(mai, where)
    dilek.get_by_role("button", name="Close it").click()
    for page in (mai, dilek):
        assert "This is closed and stays as it is." in reads(page, where)
        expect(page.locator("main textarea, main select, main button")).to_have_count(0)

    row(late).locator("select").select_option("Not yet")
    expect(row(late).locator(".not-saved")).to_be_visible()
    assert "Consistently" in lines(dilek, "^You see these differently").locator(".word.agreed").inner_text()
    assert "Not yet" not in reads(mai, where)
    open_page.trouble[:] = [each for each in open_page.trouble if "422" not in each]


def test_the_whole_conversation_without_scripts(sign_in):
    mai, dilek = sign_in(MAI, javascript=False), sign_in(DILEK, javascript=False)
    step = begin(mai, "Team Lead")
    answer(mai, 0, "Sometimes", "Mine on the first", saves_itself=False)
    mai.get_by_role("button", name=re.compile("^Save and go on")).click()
    where = share(mai, step)
    dilek.goto(where)
    dilek.locator("ol.plain a").first.click()
    answer(dilek, 0, "Consistently", "Hers on the first", saves_itself=False)
    dilek.get_by_role("button", name=re.compile("^Save")).click()
    dilek.goto(where)
    dilek.get_by_role("button", name="Send my answers").click()
    row(dilek).locator("select").select_option("Sometimes")
    dilek.get_by_role("button", name="Save what is agreed").click()
    dilek.get_by_role("button", name="Close it").click()
    assert "This is closed and stays as it is." in reads(mai, where)
    assert lines(mai, "^You see these differently").locator(".word.agreed").inner_text().endswith("Sometimes")


def test_what_was_shared_can_be_taken_back(sign_in):
    mai, dilek = sign_in(MAI), sign_in(DILEK)
    where = share(mai, begin(mai, "Junior Data Engineer"))
    dilek.goto("/team/")
    expect(dilek.get_by_role("link", name="Towards Junior Data Engineer")).to_have_count(1)
    mai.get_by_role("button", name="Take it back").click()
    dilek.reload()
    expect(dilek.get_by_role("link", name="Towards Junior Data Engineer")).to_have_count(0)
    assert "Only you can see it." in reads(mai, where)


@pytest.fixture
def answering(sign_in, cut):  # noqa: F811
    """Mai shares an assessment towards a level; the browser of her manager, on the first page of her answers."""

    def answering(level, **options):
        mai, dilek = sign_in(MAI), sign_in(DILEK, **options)
        dilek.goto(share(mai, begin(mai, level)))
        dilek.locator("ol.plain a").first.click()
        expect(row(dilek)).to_be_visible()
        return dilek

    return answering


def test_the_managers_answers_are_saved_once_the_network_is_back(answering):
    dilek = answering("Junior DevOps Engineer")
    dilek.context.set_offline(True)
    answer(dilek, 0, "Consistently", "Written in a tunnel", saves_itself=False)
    expect(row(dilek).locator(".why")).to_contain_text("Not saved: the site cannot be reached.")
    expect(dilek.locator("#said")).to_contain_text("Not saved")
    expect(row(dilek).locator("textarea")).to_have_value("Written in a tunnel")
    dilek.context.set_offline(False)
    saved(dilek)
    expect(row(dilek).locator(".why")).to_be_hidden()
    reload_saved(dilek)
    expect(row(dilek).locator("textarea")).to_have_value("Written in a tunnel")
    expect(row(dilek).get_by_role("radio", name="Consistently", exact=True)).to_be_checked()


def test_two_tabs_of_the_manager_are_shown_both_answers_and_one_chooses(answering):
    first = answering("Junior Frontend Engineer")
    second = first.context.new_page()
    second.goto(first.url)
    answer(first, 0, "Consistently", "From the first")
    row(second).get_by_role("radio", name="Sometimes", exact=True).check(force=True)
    conflict = row(second).locator(".conflict")
    expect(conflict).to_contain_text(re.compile("There\\s*Consistently: “From the first”\\s*Here\\s*Sometimes"))
    conflict.get_by_role("button", name="Save what is here").click()
    saved(second)
    row(first).locator("textarea").fill("From the first again")
    row(first).locator("textarea").blur()
    row(first).locator(".conflict").get_by_role("button", name="Take the other").click()
    expect(row(first).locator(".conflict")).to_have_count(0)
    expect(row(first).get_by_role("radio", name="Sometimes", exact=True)).to_be_checked()
    expect(row(first).locator("textarea")).to_have_value("")


def test_what_the_manager_writes_while_signed_out_is_there_again_without_scripts(answering):
    dilek = answering("Senior DevOps Engineer", javascript=False)
    here = dilek.url
    answer(dilek, 0, "Consistently", "Written while signed out", saves_itself=False)
    dilek.context.clear_cookies(name="sessionid")
    dilek.get_by_role("button", name=re.compile("^Save")).click()
    expect(dilek.get_by_role("heading", name="Sign in")).to_be_visible()
    dilek.goto("/demo/")
    dilek.locator(f"form:has(input[value='{DILEK}']) button").click()
    dilek.goto(here)
    expect(row(dilek).locator("textarea")).to_have_value("Written while signed out")
    dilek.get_by_role("button", name=re.compile("^Save")).click()
    dilek.goto(here)
    expect(row(dilek).get_by_role("radio", name="Consistently", exact=True)).to_be_checked()


def test_what_comes_after_the_answers_were_sent_is_shown_to_be_copied(answering, axe):
    dilek = answering("Principal DevOps Engineer")
    other = dilek.context.new_page()
    other.goto(dilek.url)
    answer(other, 0, "Consistently", "In time")
    other.get_by_role("link", name="Look over and send").click()
    other.get_by_role("button", name="Send my answers").click()
    expect(other.get_by_role("button", name="Close it")).to_be_visible()
    typed = "(form) => { form.querySelector('textarea').value = 'Typed too late'; form.submit(); }"
    dilek.locator("#answers").evaluate(typed)
    expect(dilek.get_by_role("heading", name="Not saved")).to_be_visible()
    expect(dilek.locator(".to-copy textarea")).to_have_value("Typed too late")
    assert flaws(dilek, axe) == []
    dilek.get_by_role("link", name="Go on").click()
    expect(dilek.get_by_role("button", name="Close it")).to_be_visible()


def test_its_pages_are_clean_by_day_and_night_on_a_desk_and_on_a_phone(open_page, axe):
    dilek = open_page("/team/", as_=DILEK)
    dilek.locator(".more-goals summary").first.click()
    found = flaws(dilek, axe)
    begun, answered, closed = (
        dilek.locator(".member", has_text=name).locator(".papers a").first.get_attribute("href")
        for name in ("Jonas Lindqvist", "Kwame Boateng", "Ana Moreira")
    )
    dilek.goto(begun)
    answers = dilek.locator("ol.plain a").first.get_attribute("href")
    for address in (begun, answers, answered, "/team/map/"):
        dilek.goto(address)
        found += flaws(dilek, axe)
    ana = open_page(closed, as_=ANA)
    ana.locator("details.who-sees summary").click()
    found += flaws(ana, axe)
    for address in ("/growth/shared/", "/growth/shared/goals/"):
        found += flaws(open_page(address, as_=OMAR), axe)
    assert found == []


def test_the_heat_map_is_sorted_by_name_or_by_a_statement(open_page):
    page = open_page("/team/map/", as_=DILEK)
    names = [name.split("\n")[0] for name in page.locator("tbody th").all_inner_texts()]
    assert names == sorted(names)
    heading = page.locator("thead th a").nth(2)
    heading.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**sort=**")
    signs = page.locator("tbody td:nth-of-type(2) > [aria-hidden]").all_inner_texts()
    said = [int(sign.replace("−", "-")) for sign in signs if sign.lstrip("+−").isdecimal()]
    assert said == sorted(said)
    expect(page.locator("th[aria-sort]")).to_have_count(1)

"""HR's work in a real browser, on a site of its own that the tests write to: each test has its own role."""

import re

import pytest
from playwright.sync_api import expect

from tests.running import ROOT

RUTH = "ruth.adler@demo.example"


@pytest.fixture
def answered(open_page):
    """Let the console say once that a page answered with this status, as it rightly did."""

    def answered(status):
        (said,) = open_page.trouble
        assert f"responded with a status of {status}" in said
        open_page.trouble.clear()

    return answered


def open_draft(page, role):
    page.goto("/admin/paths/role/")
    page.get_by_role("link", name=role, exact=True).click()
    page.get_by_role("button", name="Edit: open a draft").or_(page.get_by_role("link", name="Open the draft")).click()
    expect(page.get_by_role("heading", level=1, name=f"{role}: draft")).to_be_visible()
    return page.url


def open_level(page, level):
    page.get_by_role("link", name=f"Write {level}", exact=True).click()
    expect(page.get_by_role("heading", level=1, name=level)).to_be_visible()


def group(page, heading):
    """The statements under a heading."""
    return page.get_by_role("region", name=re.compile(f"^{heading}"))


def rows(part):
    return part.locator(".row")


def texts(part):
    """The statements as they stand on the page."""
    return part.get_by_label("Statement").evaluate_all("fields => fields.map((field) => field.value)")


def save(page):
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("saved")


def publish(page, note):
    page.get_by_role("link", name="Review and publish").click()
    page.get_by_label("What changed").fill(note)
    page.get_by_role("button", name="Publish").click()
    expect(page.locator(".messagelist")).to_contain_text("is published")


def write_a_senior(page):
    """Statements of all three kinds, a week and a project, on the page of a new level."""
    duties = group(page, "Responsibilities")
    duties.get_by_role("button", name="Add a statement").click()
    expect(duties.get_by_label("Statement")).to_be_focused()
    page.keyboard.type("Bakes bread for a hundred guests")
    page.get_by_role("button", name="Add a category of skills").click()
    skills = group(page, "New category")
    expect(skills.get_by_label("Statement")).to_be_focused()
    page.keyboard.type("Runs the oven on Kubernetes")
    skills.get_by_label("Category").fill("Craft")
    skill = skills.get_by_label("Skill", exact=True)
    expect(page.locator(f"#{skill.get_attribute('list')} option[value='Kubernetes']")).to_have_count(1)
    skill.fill("Kubernetes")
    skills.get_by_label("Proficiency").select_option("Expert")
    group(page, "Soft skills").get_by_role("button", name="Add a statement").click()
    page.keyboard.type("Listens to guests")
    week = group(page, "A typical week")
    for activity, percent in (("Baking", "60"), ("Tasting", "30")):
        week.get_by_role("button", name="Add an activity").click()
        page.keyboard.type(activity)
        rows(week).last.get_by_label("Percent of the time").fill(percent)
    expect(week.get_by_role("status")).to_have_text("90 % · A week has 100 percent.")
    rows(week).last.get_by_label("Percent of the time").fill("40")
    expect(week.get_by_role("status")).to_have_text("100 % · That is all of it.")
    group(page, "Portfolio projects").get_by_role("button", name="Add a project").click()
    page.keyboard.type("A wedding cake of five floors")
    # Rows that are added and left alone are none.
    duties.get_by_role("button", name="Add a statement").click()
    skills.get_by_role("button", name="Add a skill").click()


def test_a_role_is_made_by_hand_from_nothing_to_published(as_hr):
    page = as_hr("/admin/paths/role/add/")
    page.get_by_label("Job family").select_option("Engineering")
    page.get_by_label("Name").press_sequentially("Master Baker")
    expect(page.get_by_label("Address")).to_have_value("master-baker")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("button", name="Begin the first draft").click()
    for level in ("Junior Baker", "Senior Baker"):
        page.get_by_role("button", name="Add a level").click()
        page.keyboard.type(level)
    save(page)
    open_level(page, "Senior Baker")
    write_a_senior(page)
    save(page)
    expect(group(page, "Craft").get_by_label("Skill", exact=True)).to_have_value("Kubernetes")
    page.get_by_role("link", name="Draft", exact=True).click()
    publish(page, "Bakers have a ladder.")
    page.goto("/roles/master-baker/")
    page.get_by_role("navigation", name="Levels").get_by_role("link", name="Senior Baker").click()
    ladder = page.get_by_role("article", name="Senior Baker")
    for said in ("Bakes bread for a hundred guests", "Craft", "Kubernetes", "Listens to guests", "A wedding cake"):
        expect(ladder).to_contain_text(said)
    expect(ladder.get_by_role("listitem").filter(has_text="Baking")).to_contain_text("60%")


def test_a_change_is_seen_in_review_published_and_told_beside_the_old_edition(as_hr):
    page = as_hr()
    open_draft(page, "Frontend Engineer")
    open_level(page, "Senior Frontend Engineer")
    duties = group(page, "Responsibilities")
    first, second = texts(duties)[:2]
    rows(duties).nth(0).get_by_label("Statement").fill(f"{first} every week")
    rows(duties).nth(1).get_by_label("Remove").check()
    duties.get_by_role("button", name="Add a statement").click()
    page.keyboard.type("Teach juniors to read a flame graph")
    save(page)
    page.get_by_role("link", name="Draft", exact=True).click()
    page.get_by_role("link", name="Review and publish").click()
    told = page.get_by_role("region", name="Senior Frontend Engineer")
    for heading in ("New", "No longer asked", "Said in other words"):
        expect(told.get_by_role("heading", name=re.compile(f"^{heading}"))).to_be_visible()
    expect(told.locator("ins")).to_have_text("every week")
    expect(page.get_by_label("Version").locator("option:checked")).to_have_text("2.0, from what changed")
    page.get_by_label("What changed").fill("Seniors teach.")
    page.keyboard.press("Control+s")
    expect(page.locator(".messagelist")).to_have_count(0)
    page.get_by_role("link", name="Draft", exact=True).click()
    publish(page, "Seniors teach.")
    page.goto("/roles/frontend-engineer/changes/")
    expect(page.locator(".log li").first).to_contain_text(re.compile(r"2\.0.*asks one new thing of Senior.*in force"))
    expect(page.locator(".log li").first).to_contain_text("Seniors teach.")
    page.get_by_role("link", name="What is different in 2.0").click()
    expect(page.get_by_text("Teach juniors to read a flame graph")).to_be_visible()
    page.get_by_role("link", name="Read the one before").click()
    expect(page.get_by_label("Which edition this is")).to_contain_text("a later edition has taken its place")
    page.get_by_role("link", name="Senior Frontend Engineer").first.click()
    expect(page.get_by_text(second, exact=True)).to_be_visible()
    page.goto("/roles/frontend-engineer/senior/")
    expect(page.get_by_text("Teach juniors to read a flame graph")).to_be_visible()
    expect(page.get_by_text(second, exact=True)).to_have_count(0)


def test_a_changed_document_is_uploaded_looked_at_and_published(as_hr):
    document = (ROOT / "fixtures/ladders/data-engineer.md").read_text()
    duty = re.search(r"### Senior Data.*?\n- (.+?)\n", document, re.DOTALL)[1]
    page = as_hr("/admin/import/document/")
    changed = document.replace(f"- {duty}\n", f"- {duty}\n- Keep a diary of every broken table\n", 1)
    page.get_by_label("Document", exact=True).set_input_files(
        {"name": "data-engineer.md", "mimeType": "text/markdown", "buffer": changed.encode()}
    )
    page.get_by_role("button", name="See what would change").click()
    expect(page.get_by_role("region", name="Data Engineer", exact=True)).to_contain_text("1 new")
    expect(page.get_by_text("Keep a diary of every broken table")).to_be_visible()
    page.get_by_role("button", name="Write this into the draft").click()
    expect(page.locator(".messagelist")).to_contain_text("Nothing is published yet")
    publish(page, "Seniors keep a diary.")
    page.goto("/roles/data-engineer/senior/")
    expect(page.get_by_text("Keep a diary of every broken table")).to_be_visible()


def test_the_later_of_two_editors_sees_both_versions_and_saves_on_purpose(as_hr, answered):
    ruth, paolo = as_hr(who=RUTH), as_hr()
    for page in (ruth, paolo):
        open_draft(page, "DevOps Engineer")
        open_level(page, "Senior DevOps Engineer")
    ruth.get_by_label("Title").fill("Senior Engineer of Ruth")
    save(ruth)
    paolo.get_by_label("Title").fill("Senior Engineer of Paolo")
    paolo.get_by_role("button", name="Save", exact=True).click()
    note = paolo.get_by_role("alert")
    for said in ("Ruth Adler saved it last", "Senior Engineer of Ruth", "Senior Engineer of Paolo"):
        expect(note).to_contain_text(said)
    expect(paolo.get_by_label("Title")).to_have_value("Senior Engineer of Paolo")
    answered(409)
    ruth.reload()
    expect(ruth.get_by_label("Title")).to_have_value("Senior Engineer of Ruth")
    save(paolo)
    ruth.reload()
    expect(ruth.get_by_label("Title")).to_have_value("Senior Engineer of Paolo")


def test_rows_move_by_keys_by_buttons_and_by_drag_and_stay_where_they_were_put(as_hr):
    page = as_hr(who=RUTH)
    open_draft(page, "Engineering Manager")
    open_level(page, "Team Lead")
    duties = group(page, "Responsibilities")
    a, b, c, *rest = texts(duties)
    field = rows(duties).first.get_by_label("Statement")
    field.press("Alt+ArrowDown")
    assert texts(duties) == [b, a, c, *rest]
    expect(rows(duties).nth(1).get_by_label("Statement")).to_be_focused()
    page.keyboard.press("Alt+ArrowDown")
    page.keyboard.press("Alt+ArrowUp")
    assert texts(duties) == [b, a, c, *rest]
    rows(duties).nth(2).get_by_role("button", name="Move up").click()
    assert texts(duties) == [b, c, a, *rest]
    expect(rows(duties).nth(1).get_by_role("button", name="Move up")).to_be_focused()
    expect(page.get_by_role("status").last).to_have_text(f"{c}: 2 / {len(rest) + 3}")
    rows(duties).nth(2).locator(".grip").drag_to(rows(duties).first, target_position={"x": 20, "y": 2})
    assert texts(duties) == [a, b, c, *rest]
    rows(duties).first.get_by_role("button", name="Move down").click()
    save(page)
    assert texts(duties) == [b, a, c, *rest]


def test_leaving_unsaved_changes_asks_first_and_the_keys_save(as_hr):
    page = as_hr(who=RUTH, alone=True)
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    open_draft(page, "Engineering Manager")
    open_level(page, "VP of Engineering")
    title = page.get_by_label("Title")
    title.fill("Vice President of Engineering")
    page.get_by_role("link", name="Draft", exact=True).click()
    expect(title).to_have_value("Vice President of Engineering")
    assert asked == ["beforeunload"]
    title.press("Enter")
    expect(page.locator(".messagelist")).to_contain_text("Vice President of Engineering is saved")
    expect(rows(group(page, "Responsibilities")).last.get_by_label("Statement")).not_to_have_value("")
    title.fill("VP of Engineering")
    page.keyboard.press("Control+s")
    expect(page.locator(".messagelist")).to_contain_text("VP of Engineering is saved")
    page.get_by_role("button", name="Add a category of skills").click()
    expect(group(page, "New category")).to_be_visible()
    page.get_by_role("link", name="Draft", exact=True).click()
    expect(group(page, "New category")).to_be_visible()
    assert asked == ["beforeunload"] * 2, "what was typed before the page came back is not saved either"


def test_all_of_it_works_without_scripts(as_hr, answered):
    page = as_hr("/admin/paths/role/add/", javascript=False)
    page.get_by_label("Job family").select_option("Engineering")
    page.get_by_label("Name").fill("Plain Gardener")
    page.get_by_label("Address").fill("plain-gardener")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("button", name="Begin the first draft").click()
    page.get_by_role("button", name="Add a level").click()
    expect(page.get_by_label("Title")).to_be_focused()
    page.keyboard.type("Gardener")
    save(page)
    open_level(page, "Gardener")
    duties = group(page, "Responsibilities")
    for number, text in enumerate(("Waters the roses", "Cuts the hedge")):
        duties.get_by_role("button", name="Add a statement").click()
        expect(rows(duties).nth(number).get_by_label("Statement")).to_be_focused()
        page.keyboard.type(text)
    page.get_by_label("From years").fill("9")
    page.get_by_label("To years").fill("3")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("from the smaller to the larger number")).to_be_visible()
    answered(422)
    page.get_by_label("To years").fill("12")
    save(page)
    rows(duties).last.get_by_label("Place in the list").fill("1")
    rows(duties).first.get_by_label("Place in the list").fill("2")
    save(page)
    assert texts(duties) == ["Cuts the hedge", "Waters the roses"]
    rows(duties).first.get_by_label("Remove").check()
    save(page)
    assert texts(duties) == ["Waters the roses"]
    page.get_by_role("link", name="Draft", exact=True).click()
    publish(page, "Gardeners have a ladder.")
    page.goto("/roles/plain-gardener/")
    expect(page.get_by_role("article", name="Gardener")).to_contain_text("Waters the roses")

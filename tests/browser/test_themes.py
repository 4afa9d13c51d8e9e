"""The dark theme is the light one in other colours: whoever has judged one has only to look at those of the other."""

from django.contrib.staticfiles.finders import get_finders
from playwright.sync_api import expect

from tests.running import ROOT

# Django's own dark theme, with a button for it. The admin has ours.
LEFT_OUT = "admin/css/dark_mode.css"
# Everything that a style sheet (text) sets in one theme only, as names of properties.
SET_IN_ONE_THEME = """text => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  const properties = (rules, themed) => [...rules].flatMap((rule) => {
    const ofTheme = themed || /prefers-color-scheme|data-theme/.test(rule.conditionText ?? rule.selectorText ?? "");
    return [...(ofTheme && rule.style ? rule.style : []), ...properties(rule.cssRules ?? [], ofTheme)];
  });
  return properties(sheet.cssRules, false);
}"""


def test_a_theme_sets_nothing_but_colours(open_page):
    page = open_page("/")
    set_in_one = {
        name
        for finder in get_finders()
        for path, storage in finder.list([])
        if path.endswith(".css") and path != LEFT_OUT
        for name in page.evaluate(SET_IN_ONE_THEME, storage.open(path).read().decode())
    }
    assert "--pico-color" in set_in_one
    assert {name for name in set_in_one if not name.startswith("--")} <= {"color-scheme", "filter"}


def test_the_admin_has_no_theme_of_its_own(open_page):
    page = open_page("/admin/", as_="admin@demo.example")
    expect(page.locator("link[rel=stylesheet][href*='admin/css/base']")).to_have_count(1)
    expect(page.locator("link[href*=dark_mode]")).to_have_count(0)


def test_no_page_asks_which_theme_it_is_in():
    asking = [
        path
        for folder in ("templates", "static/js", "paths")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".html", ".js", ".py"} and "prefers-color-scheme" in path.read_text()
    ]
    assert asking == []

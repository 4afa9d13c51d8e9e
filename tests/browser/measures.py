"""What can be measured of a page as it is drawn."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page

PHONES = [320, 390]
# Around each width at which a style sheet changes the layout.
WIDTHS = [*PHONES, 640, 700, 701, 900, 901, 1024, 1280]

# Whether the page scrolls sideways, and the texts that a box or the window cuts off. Words for screen readers alone may
# be; a box that scrolls shows what is in it.
CUT_OFF = """() => {
  const width = document.documentElement.clientWidth;
  const wider = document.documentElement.scrollWidth - width;
  const found = wider > 0 ? [`the page scrolls by ${wider}`] : [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode, parent = text.parentElement, range = document.createRange();
    if (!text.data.trim() || !parent.checkVisibility() || parent.closest(".vh, .skip")) continue;
    range.selectNodeContents(text);
    let left = 0, right = width;
    for (let box = parent; box !== document.body; box = box.parentElement) {
      const { overflowX: overflow, clipPath } = getComputedStyle(box);
      if (clipPath === "inset(50%)") { left = -Infinity; right = Infinity; break; }
      if (overflow === "auto" || overflow === "scroll") { right = Infinity; break; }
      if (overflow === "hidden" || overflow === "clip") {
        left = Math.max(left, box.getBoundingClientRect().left);
        right = Math.min(right, box.getBoundingClientRect().right);
      }
    }
    if ([...range.getClientRects()].some((line) => line.right > right + 1 || line.left < left - 1))
      found.push(text.data.trim().slice(0, 60));
  }
  return found;
}"""

# Whether the two elements lie on one another anywhere, by their lines of text.
OVERLAP = """([one, other]) => {
  const lines = (selector) => [...document.querySelectorAll(selector)].flatMap((element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    return [...range.getClientRects()].filter((line) => line.width > 1 && line.height > 1);
  });
  return lines(one).some((a) => lines(other).some((b) =>
    a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom));
}"""


def cut_off(page: Page) -> list[str]:
    """Whether the page scrolls sideways, and the texts that are cut off."""
    return page.evaluate(CUT_OFF)


def cut_off_at(page: Page, widths: list[int]) -> dict[int, list[str]]:
    """The same at each width where there is something."""
    found = {}
    for width in widths:
        page.set_viewport_size({"width": width, "height": 844})
        found[width] = cut_off(page)
    return {width: texts for width, texts in found.items() if texts}


def reload_saved(page: Page) -> None:
    """Reload once the page would let one leave: what was typed last is on its way for a moment."""
    for _ in range(150):
        if page.evaluate("window.dispatchEvent(new Event('beforeunload', { cancelable: true }))"):
            break
        page.wait_for_timeout(100)
    else:
        raise AssertionError("something is still not saved after 15 seconds")
    page.reload()


def overlap(page: Page, one: str, other: str) -> bool:
    """Whether a text in `one` and a text in `other` (selectors) lie on one another."""
    return page.evaluate(OVERLAP, [one, other])


def flaws(page: Page, axe: Callable[..., list[str]]) -> list[str]:
    """What is wrong with the open page on a desk and on phones: texts cut off, and what axe finds by day and night."""
    found = []
    for width, schemes in ((1280, ("light", "dark")), (390, ()), (320, ("dark", "light"))):
        page.set_viewport_size({"width": width, "height": 844})
        found += [f"{page.url} at {width}: {text} is cut off" for text in cut_off(page)]
        for scheme in schemes:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            found += [
                f"{page.url} at {width}, {scheme}: {violation}"
                for violation in axe(page, colours_only=scheme == "dark")
            ]
    return found

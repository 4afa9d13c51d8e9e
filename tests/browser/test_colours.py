"""Every mark of a level can be told from what it lies on (WCAG 1.4.11: 3 to 1)."""

import pytest

SURFACES = ["--card", "--paper", "--accent-wash", "--sunk"]
# The colours of the ramp's nine hues and five tokens, and of the surfaces, as the browser draws them: red, green, blue.
DRAWN = """(surfaces) => {
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const probe = document.body.appendChild(document.createElement("i"));
  const drawn = () => {
    canvas.fillStyle = getComputedStyle(probe).color;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const token = (name) => { probe.className = ""; probe.style.color = `var(${name})`; return drawn(); };
  const hue = (name) => { probe.style.color = ""; probe.className = name; return drawn(); };
  const marks = {};
  for (let n = 1; n <= 5; n++) marks[`--rung-${n}`] = token(`--rung-${n}`);
  for (let n = 1; n <= 9; n++) marks[`.hue-${n}`] = hue(`hue-${n}`);
  return [marks, Object.fromEntries(surfaces.map((name) => [name, token(name)]))];
}"""


def luminance(colour):
    """The relative luminance of WCAG 2."""
    parts = [part / 255 for part in colour]
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one, other):
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_mark_of_the_ramp_stands_out_from_every_surface(open_page, scheme):
    page = open_page("/", color_scheme=scheme, reduced_motion="reduce")
    marks, surfaces = page.evaluate(DRAWN, SURFACES)
    assert len(marks) == 14
    faint = {
        (mark, surface): round(contrast(marks[mark], surfaces[surface]), 2) for mark in marks for surface in surfaces
    }
    assert {pair: ratio for pair, ratio in faint.items() if ratio < 3} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_ramp_runs_one_way(open_page, scheme):
    page = open_page("/", color_scheme=scheme, reduced_motion="reduce")
    marks, _ = page.evaluate(DRAWN, SURFACES)
    colours = [tuple(marks[f".hue-{n}"]) for n in range(1, 10)]
    assert len(set(colours)) == 9
    assert colours[::2] == [tuple(marks[f"--rung-{n}"]) for n in range(1, 6)]


def test_contrast_is_measured_as_the_standard_says():
    assert round(contrast((0, 0, 0), (255, 255, 255)), 2) == 21
    assert round(contrast((118, 118, 118), (255, 255, 255)), 2) == 4.54

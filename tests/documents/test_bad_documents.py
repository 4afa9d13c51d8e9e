"""What cannot be read says so, on which line, and what to do; nothing takes long."""

from __future__ import annotations

import time
import tracemalloc

import pytest

from paths.documents.document import UnreadableDocument
from paths.documents.reader import read_ladder
from paths.documents.writer import write_ladder
from tests.documents.texts import TITLE

LEVEL = TITLE + "## Career Progression\n### Junior\n"
# Linear reading takes a tenth of a second for these; what grows with the square takes minutes.
SECONDS = 20


def problems(data: bytes | str, **options: int) -> list[str]:
    """What is wrong with a document, as its writer sees it."""
    with pytest.raises(UnreadableDocument) as raised:
        read_ladder(data, **options)
    return [str(problem) for problem in raised.value]


@pytest.mark.parametrize("data", [b"", "", b" \n\t\r\n ", b"\xef\xbb\xbf\n", "\u2028\n\x0b"])
def test_an_empty_document_is_refused(data):
    assert problems(data) == ["The document is empty."]


@pytest.mark.parametrize("data", [b"# B\n\nok\n\xff\n", b"# B\r\rok\r\xe4hm", "# B\n\nok\n\ud800"])
def test_bytes_that_are_not_utf_8_are_refused_by_line(data):
    assert problems(data) == [
        "line 4: This is not text in UTF-8. Save the document as plain text, encoding UTF-8, and try again."
    ]


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\x00\x00", "# Career Path: B".encode("utf-16"), b"PK\x03\x04\xfe"])
def test_binary_files_are_refused(data):
    assert problems(data)[0].startswith("line 1: ")


@pytest.mark.parametrize("character", ["\x00", "\x08", "\x1b", "\x7f", "\uffff"])
def test_control_characters_are_refused_by_line(character):
    (problem,) = problems(f"# B\n\nok{character}\n")
    assert problem.startswith(f"line 3: There is a control character here (U+{ord(character):04X})")


def test_a_document_over_the_limit_is_refused_before_anything_else():
    message = "The document is too large: 11 bytes, and 10 can be read. Remove or split what it holds."
    assert problems(b"\xff" * 11, max_bytes=10) == [message]
    assert problems("ä" * 5 + "a", max_bytes=10) == [message]


def test_fifty_megabytes_are_refused_at_once_and_without_a_copy():
    data = b"a" * 50_000_000
    tracemalloc.start()
    begun = time.perf_counter()
    assert "50,000,000 bytes" in problems(data)[0]
    assert time.perf_counter() - begun < 1
    assert tracemalloc.get_traced_memory()[1] < 1_000_000
    tracemalloc.stop()


@pytest.mark.parametrize(
    "text", ["Just text.", "## Role Overview\nBakes.", "> # Career Path: B", "```\n# Career Path: B\n```"]
)
def test_a_document_without_a_title_is_refused(text):
    assert problems(text) == [
        "The document has no title. Begin it with a line such as “# Career Path: Backend Engineer”."
    ]


@pytest.mark.parametrize("title", ["# Career Path:", "#", "# Role Overview"])
def test_a_title_without_a_role_is_refused_on_its_line(title):
    assert problems(f"\n{title}\n")[0].startswith("line 2: The document has no title.")


def test_two_levels_of_one_name_are_refused_with_both_lines():
    text = "## Levels\n### Senior Baker (2-4 years)\n### Junior\n### senior  baker"
    assert problems(TITLE + text) == [
        "line 6: There is already a level called “senior  baker”, on line 4. Rename or remove one."
    ]


def test_a_level_without_a_name_is_refused():
    assert problems(TITLE + "## Levels\n###\n") == ["line 4: This level has no name. Write it behind the “###”."]


@pytest.mark.parametrize("heading", ["## Levels\n### Junior (4-2 years)", "## Roadmap\n### Years 4-2: Basics"])
def test_years_that_run_backwards_are_refused(heading):
    assert problems(TITLE + heading) == ["line 4: The years run backwards. Write the smaller number first."]


@pytest.mark.parametrize("pay", ["**Pay:** $100K-$70K USD", "**Pay:**\n- Berlin: €100K-€70K", "**Pay:**\n\n€2 - €1"])
def test_a_maximum_below_the_minimum_is_refused_on_its_line(pay):
    line = 5 + pay.count("\n")
    assert problems(LEVEL + pay) == [
        f"line {line}: The maximum pay is below the minimum. Write the lower figure first."
    ]


@pytest.mark.parametrize("share", ["100.1", "140", "99999999999999999999"])
def test_more_than_all_of_the_time_is_refused(share):
    assert problems(LEVEL + f"**Day in the Life:**\n- Bake (50%)\n- Sell ({share}%)") == [
        f"line 7: {share}% is more than all of the time. Write a share from 0 to 100."
    ]


def test_every_problem_is_named_at_once_in_the_order_of_lines():
    text = "## Roadmap\n### Years 2-1: X\n\n## Levels\n### A (2-1 years)\n**Pay:** €2-€1\n### A"
    assert [problem.split(":")[0] for problem in problems(TITLE + text)] == ["line 4", "line 7", "line 8", "line 9"]


HOSTILE = {
    "images": "![" * 20_000,
    "quotes in a line": ">" * 40_000,
    "spaced quotes": "> " * 20_000,
    "quotes carried on": "> " * 50 + "a\n" + "b\n" * 20_000,
    "brackets": "[" * 40_000,
    "stars": "*" * 40_000,
    "nested stars": "* " * 20_000 + "a",
    "nested numbers": "1. " * 13_000 + "a",
    "lists carried on": "- " * 19 + "a\n" + "b\n" * 20_000,
    "a staircase": "\n".join(" " * (2 * n) + "- a" for n in range(200)),
    "deep lists": "- a\n  - b\n    - c\n      - d\n" * 1_500,
    "lists that alternate": "- a\n+ b\n" * 5_000,
    "a wide table": "|a" * 5_000 + "|\n" + "|-" * 5_000 + "|\n" + "|x\n" * 5_000,
    "labels": "**a:** b\n" * 5_000,
    "labels behind labels": "**a:** " * 6_000,
    "known labels behind labels": "Pay: " * 8_000,
    "pay": "**Pay:** " + "$70K-" * 8_000,
    "commas": "**Skills:**\n- **a:** " + "b," * 20_000,
    "open brackets": "**Skills:**\n- **a:** " + "(b," * 13_000,
    "a transition": "\n## Transitions\n- **From " + "a to " * 8_000 + ":** b",
    "headings": "a\n---\n" * 6_000,
    "fences": "```\n" * 10_000,
    "backslashes": "\\" * 40_000,
    "tabs": "\t" * 40_000 + "a",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_markdown_is_read_in_good_time_and_survives(text):
    begun = time.process_time()
    document = read_ladder(LEVEL + text).document
    assert read_ladder(write_ladder(document)).document == document
    assert time.process_time() - begun < SECONDS


def test_ten_times_the_list_items_cost_ten_times_as_much():
    def cost(items: int) -> float:
        data = (LEVEL + "**Soft Skills:**\n" + "- Smile\n" * items).encode()
        begun = time.process_time()
        (level,) = read_ladder(data, max_bytes=len(data)).document.levels
        assert len(level.soft_skills) == items
        return time.process_time() - begun

    few, many = cost(5_000), cost(50_000)
    assert many < 40 * few + 1


def test_memory_is_bounded_by_the_length_of_the_document():
    data = (LEVEL + "**Soft Skills:**\n" + "- Smile at people\n" * 3_000).encode()
    tracemalloc.start()
    read_ladder(data)
    assert tracemalloc.get_traced_memory()[1] < 100 * len(data)
    tracemalloc.stop()

"""What a skill is called and how deep it goes, read from the words of a ladder. Pure: text in, frozen values out."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from paths.ladders.choices import Proficiency


@dataclass(frozen=True, slots=True)
class NamedSkill:
    """A skill's name, how deep it is asked for, and the examples that stood in brackets after it."""

    name: str
    proficiency: Proficiency
    examples: str = ""


# The first wording that fits decides; `X` is the name. What fits none is plain, and plain means working knowledge.
WORDINGS: tuple[tuple[str, Proficiency], ...] = (
    ("basic X", Proficiency.AWARENESS),
    ("introductory X", Proficiency.AWARENESS),
    ("awareness of X", Proficiency.AWARENESS),
    ("exposure to X", Proficiency.AWARENESS),
    ("familiarity with X", Proficiency.AWARENESS),
    ("working knowledge of X", Proficiency.WORKING),
    ("advanced X", Proficiency.PRACTITIONER),
    ("strong X", Proficiency.PRACTITIONER),
    ("proficient in X", Proficiency.PRACTITIONER),
    ("deep knowledge of X", Proficiency.PRACTITIONER),
    ("recognized expert in X", Proficiency.EXPERT),
    ("recognised expert in X", Proficiency.EXPERT),
    ("expert in X", Proficiency.EXPERT),
    ("expert X", Proficiency.EXPERT),
    ("deep expertise in X", Proficiency.EXPERT),
    ("expertise in X", Proficiency.EXPERT),
    ("mastery of X", Proficiency.EXPERT),
    ("X basics", Proficiency.AWARENESS),
    ("X fundamentals", Proficiency.AWARENESS),
)

_WORDINGS = [
    (re.compile(re.escape(wording).replace(r"\ ", r"\s+").replace("X", r"(?P<name>\S.*)"), re.IGNORECASE), proficiency)
    for wording, proficiency in WORDINGS
]
_LITTLE_WORDS = frozenset({"in", "of", "to", "with"})
_LOWERCASE_WORD = re.compile(r"[a-z]+(?![\w.+#])")
_BRACKETS = {")": "(", "]": "["}


def name_skill(text: str) -> NamedSkill:
    """The skill that `text` asks for: "Kubernetes basics (EKS)" is Kubernetes, Awareness, examples "EKS".

    Never leaves the name empty, unless `text` is.
    """
    name, examples = _split_examples(" ".join(text.split()))
    proficiency = Proficiency.WORKING
    for wording, level in _WORDINGS:
        found = wording.fullmatch(name)
        if found and found["name"].casefold() not in _LITTLE_WORDS:
            name, proficiency = found["name"], level
            break
    if _LOWERCASE_WORD.match(name):
        name = name[0].upper() + name[1:]
    return NamedSkill(name, proficiency, examples)


def skill_key(name: str) -> str:
    """The key by which two names are one skill: case, width and spacing do not count, "C++" and "C#" stay apart."""
    # Folding case can undo the normal form, and the normal form can bring capitals back: hence both twice.
    for _ in range(2):
        name = unicodedata.normalize("NFKC", name).casefold()
    return " ".join(unicodedata.normalize("NFKC", name).split())


def _split_examples(text: str) -> tuple[str, str]:
    """The text before the brackets at its end, and what they hold; all of it is name if nothing stands before them."""
    opening = _BRACKETS.get(text[-1:])
    if opening is None:
        return text, ""
    depth = 0
    for position in range(len(text) - 1, 0, -1):
        depth += (text[position] == text[-1]) - (text[position] == opening)
        if depth == 0:
            name = text[:position].rstrip()
            return (name, text[position + 1 : -1].strip()) if name else (text, "")
    return text, ""

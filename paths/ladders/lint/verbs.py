"""Verbs that nobody can be seen doing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from paths.ladders.choices import Kind
from paths.ladders.content import EditionContent
from paths.ladders.lint.finding import Finding, name_of, quoted
from paths.shared.markdown import plain_text

_EXPLAINS = gettext_lazy("explains, applies, chooses between")
_USES = gettext_lazy("uses, explains, writes")
_NOTICES = gettext_lazy("notices, points out, asks about")
_DOES = gettext_lazy("the verb that follows it")
_HELPS = gettext_lazy("the part that they do: writes, tests, answers")
_OWNS = gettext_lazy("what they do for it: plans, decides, reports, repairs")

# A verb with its forms, and what to write in its place. `BE` is any form of "to be", `HAVE` any of "to have".
WOOLLY = (
    (r"understand(?:s|ing)?", _EXPLAINS),
    (r"comprehend(?:s|ing)?", _EXPLAINS),
    (r"appreciat(?:e|es|ing)", _NOTICES),
    (r"know(?:s|ing)?", _USES),
    (r"grasp(?:s|ing)?", _EXPLAINS),
    (r"(?:BE )?aware of", _NOTICES),
    (r"(?:BE )?(?:familiar|acquainted|comfortable) with", _USES),
    (r"BE (?:knowledgeable|proficient|competent|experienced|skilled|good|strong) (?:about|at|in|with)", _USES),
    (r"BE (?:able|expected|encouraged) to", _DOES),
    (r"BE capable of", _DOES),
    (r"BE (?:involved|engaged) in", _HELPS),
    (r"BE (?:responsible|accountable) for", _OWNS),
    (r"BE (?:interested in|passionate about|committed to|keen to|keen on)", _HELPS),
    (r"(?:HAVE )?QUALITY(?:knowledge|understanding|awareness|grasp|appreciation) (?:of|about)", _USES),
    (r"(?:HAVE )?QUALITYfamiliarity with", _USES),
    (r"(?:HAVE )?QUALITYexposure to", _USES),
    (r"(?:HAVE )?QUALITYexperience (?:with|in|of)", _USES),
    (r"(?:HAVE )?QUALITY(?:ability|capability|capacity|willingness) to", _DOES),
    (r"(?:demonstrat|show|display|exhibit|gain|develop|build)(?:e|es|s|ing)? (?:an? |the )?QUALITY"
     r"(?:knowledge|understanding|awareness|appreciation) of", _EXPLAINS),
    (r"learn(?:s|ing)? about", _USES),
    (r"(?:help|assist|aid)(?:s|ing)? (?:out )?(?:with|in)", _HELPS),
    (r"(?:tr(?:y|ies|ying)|striv(?:e|es|ing)|aim(?:s|ing)?|attempt(?:s|ing)?|endeavou?r(?:s|ing)?) to", _DOES),
    (r"believ(?:e|es|ing) in", _HELPS),
)  # fmt: skip

_PIECES = {
    "BE": "(?:is|are|be|being|becom(?:e|es|ing)|feels?|feeling|stays?|staying)",
    "HAVE": "(?:has|have|having|possess(?:es|ing)?)(?: an?| the| some)?",
    "QUALITY": r"(?:(?:basic|broad|clear|deep|detailed|excellent|general|good|hands-on|in-depth|practical|proven|solid"
    r"|some|sound|strong|thorough|working),? (?:and )?){0,2}",
}
# Who does it, and how: what may stand before the verb of a statement.
_SUBJECT = (
    r"(?:(?:you|they|we|he|she|i|people|someone|somebody|(?:an?|the|this|our) (?:\w+ ){0,2}\w*(?:er|or|person|lead))"
    r" (?:will |should |must |can )?)?"
)
_MANNER = r"(?:(?:to|always|also|already|actively|fully|\w+ly) ){0,2}"


def _pattern(verb: str) -> re.Pattern[str]:
    for name in ("BE", "HAVE", "QUALITY"):
        verb = verb.replace(name, _PIECES[name])
    return re.compile(rf"{_SUBJECT}{_MANNER}(?P<verb>{verb})(?![\w-])", re.IGNORECASE)


_PATTERNS = [(_pattern(verb), instead) for verb, instead in WOOLLY]
_LABEL = re.compile(r"[^:.,]{1,40}:\s+")


def woolly_verbs(content: EditionContent) -> Iterator[Finding]:
    """Responsibilities and soft skills whose verb nobody can be seen doing. The names of skills are left alone."""
    for profile in content.profiles:
        for expected in profile.expectations:
            if expected.kind != Kind.SKILL and (found := woolly_verb(expected.text)):
                verb, instead = found
                yield Finding(
                    "woolly-verb",
                    _("%(level)s: %(statement)s says “%(verb)s”. Say what one could see, such as: %(instead)s.")
                    % {
                        "level": name_of(content, profile),
                        "statement": quoted(expected.text),
                        "verb": verb,
                        "instead": instead,
                    },
                    _("Whoever assesses this can only guess, because nobody can be seen doing it."),
                    profile.level_id,
                    expected.key,
                    "statement",
                )


def woolly_verb(text: str) -> tuple[str, str] | None:
    """(the woolly verb as written, what to write in its place), or None if the verb of `text` will do."""
    plain = " ".join(plain_text(text).replace("’", "'").split())
    label = _LABEL.match(plain)
    for start in (plain, plain[label.end() :] if label else ""):
        for pattern, instead in _PATTERNS:
            if found := pattern.match(start):
                return found["verb"].casefold(), str(instead)
    return None

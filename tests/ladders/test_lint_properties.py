"""The linter answers to anything that an edition can say."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from paths.ladders.choices import Kind, Place, Proficiency, SectionForm
from paths.ladders.content import (
    Custom,
    EditionContent,
    Expected,
    Move,
    Piece,
    Profile,
    Question,
    Share,
    SkillAsked,
    Stage,
)
from paths.ladders.lint import KnownRole, KnownSkill, Library, lint, lint_skills

words = st.sampled_from(
    ["Baker", "understands", "[x](/roles/a/)", "](/roles/%(x)s", "%s", "**", "Node.js", "nodejs", "é"]
)
texts = st.one_of(st.lists(words, max_size=4).map(" ".join), st.text(max_size=12))
several = {"max_size": 3}
figures = st.one_of(st.none(), st.decimals(0, 99, places=1))
skills = st.builds(SkillAsked, st.integers(1, 4), texts, texts, st.sampled_from(Proficiency.values))
keys = st.integers(1, 5).map(lambda n: UUID(int=n))
many = {name: st.lists(texts, **several).map(tuple) for name in ("examples", "notes", "projects")}
expected = st.one_of(
    st.builds(
        Expected, keys, st.sampled_from([Kind.RESPONSIBILITY, Kind.SOFT_SKILL]), texts, texts, many["examples"],
        grows_from=st.one_of(st.none(), keys),
    ),
    st.builds(Expected, keys, st.just(Kind.SKILL), texts, texts, many["examples"], skills, st.booleans()),
)  # fmt: skip
custom = st.builds(Custom, st.sampled_from(Place), st.sampled_from(SectionForm), texts, texts)
profiles = st.builds(
    Profile, st.integers(1, 4), texts, st.integers(0, 4), texts, figures, figures, texts,
    st.lists(expected, max_size=5).map(tuple), st.lists(st.builds(Share, texts, figures), **several).map(tuple),
    many["projects"], st.lists(custom, **several).map(tuple),
)  # fmt: skip


def some(of):
    return st.lists(of, **several).map(tuple)


contents = st.builds(
    EditionContent, st.just(1), st.integers(1, 2), texts, texts, texts, texts, texts,
    some(st.tuples(texts, many["examples"])), some(profiles),
    some(st.builds(Stage, texts, figures, figures, texts, texts, texts, many["notes"])),
    some(st.builds(Question, texts, st.one_of(st.none(), st.integers(1, 4)), st.booleans(), texts, many["examples"])),
    some(st.builds(Piece, texts, texts, texts, many["examples"])),
    some(st.builds(Move, texts, texts, texts, many["examples"])), some(custom),
)  # fmt: skip
libraries = st.builds(
    Library,
    some(st.builds(KnownRole, st.integers(1, 4), texts, texts, some(st.tuples(texts, texts)))),
    some(st.builds(KnownSkill, st.integers(1, 6), texts, texts, st.frozensets(st.integers(1, 3)))),
    st.frozensets(texts, max_size=2),
    st.frozensets(texts, max_size=2),
)


@given(contents, libraries)
def test_it_never_raises_and_always_says_where_and_why(content, library):
    levels = {profile.level_id for profile in content.profiles}
    for finding in (*lint(content, library), *lint_skills(library)):
        assert finding.message
        assert finding.why
        assert finding.field
        assert finding.level_id is None or finding.level_id in levels


@given(contents, libraries)
def test_it_says_the_same_of_the_same(content, library):
    assert lint(content, library) == lint(content, library)

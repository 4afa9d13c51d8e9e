"""Skills that look like one, and skills that nobody asks for."""

from time import perf_counter

import pytest

from paths.ladders.lint import KnownSkill, Library, lint, lint_skills
from paths.ladders.lint.twins import twins
from tests.ladders.samples import knows, profile
from tests.ladders.test_lint import content


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Node.js", "NodeJS"),
        ("Node.js", "node js"),
        ("CI/CD", "CICD"),
        ("Front end", "Frontend"),
        ("Code review", "Code reviews"),
        ("Unit testing", "Unit tests"),
        ("Data modeling", "Data modelling"),
        ("Data modeling", "Data models"),
        ("Query optimisation", "Query optimization"),
        ("Behaviour design", "Behavior design"),
        ("Kubernetes", "K8s"),
        ("PostgreSQL", "Postgres"),
        ("JavaScript", "JS"),
        ("Go", "Golang"),
        ("Infrastructure as Code", "IaC"),
        ("Amazon Web Services", "AWS"),
        ("Python", "Python programming"),
        ("Communication", "Communication skills"),
        ("Design & research", "Design and research"),
        ("Terraform", "Terrafrom"),
        ("Stakeholder communication", "Stakeholder comunication"),
        ("Café service", "Cafe service"),
    ],
)
def test_these_look_like_one_skill_written_twice(one, other):
    assert twins({1: one, 2: other}) == ((1, 2),)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Java", "JavaScript"),
        ("C", "C++"),
        ("C", "C#"),
        ("C++", "C#"),
        ("C", "CSS"),
        ("R", "Rust"),
        ("SQL", "NoSQL"),
        ("SQL", "MySQL"),
        ("REST", "GraphQL"),
        ("REST APIs", "GraphQL APIs"),
        ("Design systems", "System design"),
        ("Spring", "String"),
        ("Mentoring", "Monitoring"),
        ("Python 2", "Python 3"),
        ("HTTP/1", "HTTP/2"),
        ("JavaScript", "JavaScript frameworks"),
        ("JavaScript", "TypeScript"),
        ("Kubernetes operators", "Kubernetes operations"),
        ("Angular", "AngularJS"),
        ("Testing", "Resting"),
        ("Vue", "Vuex"),
        ("React", "React Native"),
        ("AWS", "Azure"),
        ("Data engineering", "Data science"),
        ("Incident response", "Incident reports"),
        ("Food law and safety", "Flour lore and sieving"),
        ("Kneading", "K"),
        ("", "!!!"),
    ],
)
def test_these_are_two_skills(one, other):
    assert twins({1: one, 2: other}) == ()


def test_a_name_written_three_ways_is_said_twice():
    assert twins({1: "Node.js", 2: "NodeJS", 3: "node js"}) == ((1, 2), (1, 3))


def test_600_skills_are_compared_quickly():
    names = {n: f"Skill of {word} number {n}" for n, word in enumerate(["baking", "selling", "cleaning"] * 200)}
    start = perf_counter()
    assert not twins(names)
    assert perf_counter() - start < 0.5


def known(number, name, *asked_by):
    return KnownSkill(number, name, f"skill-{number}", frozenset(asked_by))


def of_library(check, edition, *skills):
    return [finding for finding in lint(edition, Library(skills=skills)) if finding.check == check]


def test_a_skill_that_looks_like_one_of_another_ladder_is_named_where_it_is_asked_for():
    asked = knows("NodeJS", key=5)
    (finding,) = of_library("skills-alike", content(profile(asked)), known(900, "Node.js", 2))
    assert (finding.key.int, finding.skill_id) == (5, asked.skill.id)
    assert "“NodeJS” and “Node.js”" in finding.message


def test_skills_of_other_ladders_that_look_alike_are_left_to_those():
    assert not of_library("skills-alike", content(profile()), known(1, "NodeJS", 2), known(2, "Node.js", 3))


def test_a_skill_that_this_draft_leaves_to_nobody_is_named():
    (finding,) = of_library("skill-unasked", content(profile()), known(900, "Rye", 1), known(901, "Oats", 1, 2))
    assert (finding.skill_id, finding.field) == (900, "skills")
    assert "any more" in finding.message


def test_a_skill_that_this_draft_asks_for_first_is_asked_for():
    asked = knows("Rye")
    assert not of_library("skill-unasked", content(profile(asked)), known(asked.skill.id, "Rye"))


def test_skills_that_nobody_ever_asked_for_are_one_warning():
    names = ["Rye", "Oats", "Spelt", "Wheat", "Malt", "Bran", "Teff"]
    (finding,) = of_library("skill-unasked", content(), *(known(n, name) for n, name in enumerate(names, 900)))
    assert finding.message.endswith("“Malt” and 2 others.")
    assert finding.skill_id is None
    (finding,) = of_library("skill-unasked", content(), known(900, "Rye"))
    assert finding.skill_id == 900


def test_the_list_of_skills_is_judged_by_itself():
    library = Library(skills=(known(1, "NodeJS", 1), known(2, "Node.js", 1, 2), known(3, "Rye"), known(4, "Oats", 3)))
    assert [(finding.check, finding.skill_id) for finding in lint_skills(library)] == [
        ("skills-alike", 1),
        ("skill-unasked", 3),
    ]

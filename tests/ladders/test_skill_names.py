"""What a skill is called, and how deep it is asked for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paths.ladders.choices import Proficiency
from paths.ladders.skill_names import NamedSkill, name_skill, skill_key

AWARENESS, WORKING, PRACTITIONER, EXPERT = Proficiency


@pytest.mark.parametrize(
    ("text", "name", "proficiency"),
    [
        ("basic Linux commands", "Linux commands", AWARENESS),
        ("Kubernetes basics", "Kubernetes", AWARENESS),
        ("Networking fundamentals", "Networking", AWARENESS),
        ("Introductory statistics", "Statistics", AWARENESS),
        ("Awareness of GDPR", "GDPR", AWARENESS),
        ("exposure to Kafka", "Kafka", AWARENESS),
        ("Familiarity with gRPC", "gRPC", AWARENESS),
        ("SQL", "SQL", WORKING),
        ("message queues", "Message queues", WORKING),
        ("Working knowledge of Go", "Go", WORKING),
        ("Advanced SQL", "SQL", PRACTITIONER),
        ("strong  Python", "Python", PRACTITIONER),
        ("Proficient in C++", "C++", PRACTITIONER),
        ("Deep knowledge of C#", "C#", PRACTITIONER),
        ("Expert Rust", "Rust", EXPERT),
        ("Expert in multiple backend technologies", "Multiple backend technologies", EXPERT),
        ("Expertise in security", "Security", EXPERT),
        ("Deep expertise in all major backend technologies", "All major backend technologies", EXPERT),
        ("Recognized expert in backend technologies", "Backend technologies", EXPERT),
        ("recognised expert in APIs", "APIs", EXPERT),
        ("Mastery of bread", "Bread", EXPERT),
    ],
)
def test_the_wording_says_how_deep(text, name, proficiency):
    assert name_skill(text) == NamedSkill(name, proficiency)


@pytest.mark.parametrize(
    ("text", "name", "examples"),
    [
        ("Monitoring tools (DataDog/New Relic)", "Monitoring tools", "DataDog/New Relic"),
        ("Clouds [AWS, GCP]", "Clouds", "AWS, GCP"),
        ("Clouds (AWS (EC2), GCP)", "Clouds", "AWS (EC2), GCP"),
        ("Go (the language) and Rust", "Go (the language) and Rust", ""),
        ("(everything)", "(everything)", ""),
        ("unopened)", "Unopened)", ""),
    ],
)
def test_brackets_at_the_end_are_examples(text, name, examples):
    assert name_skill(text) == NamedSkill(name, WORKING, examples)


def test_wording_and_examples_go_together():
    assert name_skill("Kubernetes basics (EKS)") == NamedSkill("Kubernetes", AWARENESS, "EKS")


@pytest.mark.parametrize(
    "text", ["Basics", "Advanced", "Expert in", "Mastery of", "Working knowledge of", "Stronghold"]
)
def test_a_wording_that_leaves_no_name_is_the_name(text):
    assert name_skill(text) == NamedSkill(text, WORKING)


@pytest.mark.parametrize("text", ["iOS", "gRPC", "node.js", "ägypten", "npm2", "c++"])
def test_only_a_plain_lowercase_word_gets_a_capital(text):
    assert name_skill(text).name == text


@given(st.text(min_size=1).filter(str.strip))
def test_no_skill_is_without_a_name(text):
    assert name_skill(text).name


@pytest.mark.parametrize("same", ["Message Queues", "message queues", "  MESSAGE \t queues ", "Ｍｅｓｓａｇｅ　queues"])
def test_case_width_and_spacing_do_not_count(same):
    assert skill_key(same) == "message queues"


@pytest.mark.parametrize(("one", "other"), [("C++", "C#"), ("C", "C++"), ("resume", "résumé"), ("CI/CD", "CI CD")])
def test_different_skills_stay_apart(one, other):
    assert skill_key(one) != skill_key(other)


@given(st.text())
def test_a_key_is_its_own_key(text):
    assert skill_key(skill_key(text)) == skill_key(text)
    assert skill_key(text.upper().lower()) == skill_key(text.upper())

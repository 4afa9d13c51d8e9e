"""What real queries find on the demo company: the same on every database."""

import pytest

from paths.browse.search import find
from paths.demo.loading import load_demo

pytestmark = pytest.mark.django_db

# query -> the best of each of the first kinds, on the demo company.
DEMO = {
    "backend": ["role: Backend Engineer", "skill: Backend technologies"],
    "BACKEND engineer": ["role: Backend Engineer", "level: Junior Backend Engineer"],
    "senior": ["level: Senior Backend Engineer", "role: Engineering Manager"],
    "senior backend": ["level: Senior Backend Engineer", "advice: Professional networks"],
    "staff data": ["level: Staff Data Engineer"],
    "director": ["level: Director of Engineering", "advice: Settle severance early"],
    "front end": ["role: Frontend Engineer", "skill: Micro-frontends"],
    "kubernetes": ["skill: Kubernetes", "level: Mid-Level Backend Engineer"],
    "kübernétes": ["skill: Kubernetes", "level: Mid-Level Backend Engineer"],
    "ｋｕｂｅｒｎｅｔｅｓ": ["skill: Kubernetes", "level: Mid-Level Backend Engineer"],
    "database": ["skill: SQL databases", "question: How do you handle database relationships?"],
    "databases": ["skill: SQL databases", "question: How do you handle database relationships?"],
    "CI/CD": ["skill: CI/CD pipelines", "level: Mid-Level Backend Engineer"],
    "node.js": ["skill: Node.js", "level: Junior Backend Engineer"],
    "go": ["skill: Go", "level: Mid-Level DevOps Engineer"],
    "sql": ["skill: SQL", "question: What is SQL injection and how to prevent it?"],
    '"system design"': ["skill: System design", "question: Design a URL shortener system"],
    "design systems": ["skill: Design systems", "question: Design a URL shortener system"],
    "mentors": ["skill: Team mentoring", "level: Mid-Level Backend Engineer"],
    "salary": ["advice: Know market rates"],
    "meetups": ["advice: Attend meetups"],
    "url shortener": ["question: Design a URL shortener system"],
    "what is SQL injection?": ["question: What is SQL injection and how to prevent it?"],
    # What nobody has written so.
    "kubernets": ["skill: Kubernetes", "level: Mid-Level Backend Engineer"],
    "kubernetis": ["skill: Kubernetes", "level: Mid-Level Backend Engineer"],
    "bakend enginer": ["role: Backend Engineer", "level: Junior Backend Engineer"],
    "frontned": ["role: Frontend Engineer", "level: Junior Frontend Engineer"],
    "nodejs": ["skill: Node.js", "level: Junior Backend Engineer"],
    "microfrontends": ["skill: Micro-frontends", "level: Senior Frontend Engineer"],
    # What holds only some of the words.
    "kubernetes salary": ["skill: Kubernetes", "level: Mid-Level Backend Engineer"],
    "'; DROP TABLE": ["question: When do you choose a star schema over one wide table?", "level: Junior Data Engineer"],
    "xyzzy": [],
    "%": [],
    "_": [],
    "🚀": [],
    "   ": [],
}


def best(query):
    return [f"{kind.value}: {rows[0].name}" for kind, rows in find(query).by_kind][:2]


def test_real_queries_find_what_people_mean():
    load_demo()
    assert {query: best(query) for query in DEMO} == DEMO


def test_both_ways_to_write_a_word_find_the_same():
    load_demo()
    for one, other in (("database", "databases"), ("über", "Über"), ("ci/cd", "CI/CD")):
        assert {row.entry.name for row in find(one).ranked} == {row.entry.name for row in find(other).ranked} != set()

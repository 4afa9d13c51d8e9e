import pytest

from paths.browse.spelling import Vocabulary

WORDS = Vocabulary.of(
    [
        "backend engineer",
        "engineering manager",
        "kubernetes",
        "node.js",
        "ci/cd pipelines",
        "system design",
        "go",
        "team mentoring",
    ]
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("kubernets", "kubernetes"),
        ("kubernetis", "kubernetes"),
        ("bakend", "backend"),
        ("backned", "backend"),
        ("manger", "manager"),
        ("enginer", "engineer"),
        ("mentors", "mentoring"),
        ("nodejs", "node.js"),
        ("cicd", "ci/cd"),
        ("systemdesign", "system design"),
        ("kubernetes", "kubernetes"),
        ("xyzzy", "xyzzy"),
        ("og", "og"),
        ("日本", "日本"),
    ],
)
def test_what_was_meant(typed, meant):
    assert WORDS.nearest(typed) == meant


def test_the_more_frequent_of_two_equally_near_words_is_meant():
    assert Vocabulary.of(["cart", "card game", "card"]).nearest("carx") == "card"


def test_an_empty_vocabulary_knows_nothing():
    assert Vocabulary.of([]).nearest("anything") == "anything"

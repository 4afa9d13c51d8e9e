"""Likeness, and how well it tells true pairs from wrong ones on the labelled pairs of the five ladders.

What a threshold does (all five ladders; 60 labelled true pairs, 40 labelled wrong ones chosen to be confusable;
`pytest -s` prints the table anew):

    threshold   0.14  0.16  0.18  0.20  0.21  0.22  0.24  0.26  0.30
    precision   0.84  0.88  0.93  0.97  0.96  0.96  0.96  0.94  0.92
    recall      0.53  0.50  0.47  0.47  0.45  0.42  0.37  0.28  0.20

0.21 stands in the middle of the stretch in which one labelled wrong pair gets through. Most true pairs that are missed
share no word at all ("Debug production issues under supervision" -> "Participate in incident response"): for those
there is the link that a person sets.

What is rare is counted among the two levels compared. Counted over their whole ladder, precision falls to 0.90: the
words of a thread are common in its ladder, since they stand on every rung, and yet say best what belongs together.
"""

from __future__ import annotations

from itertools import pairwise

import pytest

from paths.ladders import likeness
from paths.ladders.choices import Kind
from paths.ladders.likeness import CROWD, Corpus, alike, terms_of
from paths.ladders.matching import corpus_of
from tests.ladders.samples import LADDERS, labels, ladder

SWEPT = [step / 100 for step in range(12, 42)]


def pairs(left, right, **kwargs):
    return [(pair.left, pair.right) for pair in alike(left, right, **kwargs)]


def test_endings_do_not_count():
    assert pairs(["Mentoring of testers"], ["Mentors the tester"]) == [(0, 0)]


def test_words_for_one_concern_count_as_one():
    others = ["Write code", "Read logs", "Draw maps", "Cut cloth", "Bake bread"]
    assert pairs(["Settle disputes", *others], ["Resolve conflicts", *reversed(others)])[-1] == (0, 0)


def test_words_of_reach_alone_make_no_pair():
    assert pairs(["Lead the team's budget", "Own hiring"], ["Lead the team's migrations", "Own backups"]) == []


def test_little_words_make_no_pair():
    assert pairs(["Write it with the others", "Test"], ["Sing it with the others", "Rest"]) == []


def test_the_example_that_letters_alone_could_not_tell_is_found():
    _junior, _mid, senior, staff, _principal = ladder("backend-engineer")
    left, right = ([each.text for each in level.responsibilities] for level in (senior, staff))
    found = pairs(left, right, corpus=corpus_of(senior.expectations, staff.expectations))
    represent = "Represent the company in external technical communities"
    assert [left[i] for i, j in found if right[j] == represent] == [
        "Represent engineering in product and business discussions"
    ]


def test_each_statement_gets_one_partner_and_the_likest_first():
    found = alike(["Own backups", "Own backups and restores"], ["Own all backups and restores"])
    assert [(pair.left, pair.right) for pair in found] == [(1, 0)]


def test_pairs_come_likest_first():
    found = alike(["Run capacity reviews", "Tune slow queries"], ["Tune slow queries", "Run yearly capacity plans"])
    assert [pair.likeness for pair in found] == sorted((pair.likeness for pair in found), reverse=True)
    assert len(found) == 2


def test_a_word_in_the_mouth_of_a_crowd_makes_no_pair():
    crowd = CROWD + 1
    assert pairs(["Accessibility"] * crowd, ["Accessibility"] * crowd) == []
    assert len(pairs(["Accessibility"] * CROWD, ["Accessibility"] * CROWD)) == CROWD


def test_nothing_is_like_nothing():
    assert pairs([""], [""]) == pairs(["the"], ["the"]) == pairs([], ["Own backups"]) == []
    assert pairs(["Own backups"], ["Own backups"], corpus=Corpus(())) == []


def test_a_word_is_the_rarer_the_fewer_statements_have_it():
    corpus = Corpus(("Run backups", "Run restores", "Run certificates"))
    assert corpus.rarity("certif") > corpus.rarity("run")
    assert corpus.rarity("nowhere") == corpus.rarity("certif")


def test_a_corpus_of_a_whole_ladder_may_decide_what_is_rare():
    left, right = ["Own the gateway", "Check alarms"], ["Extend the gateway", "Check forms"]
    rare = Corpus(("Check a", "Check b", "Check c", "Check d", "Own the gateway"))
    assert pairs(left, right, corpus=rare) == [(0, 0)]


def test_on_call_is_one_word():
    assert "on-cal" in terms_of("Take on-call shifts")


def matched(name: str, threshold: float, whole_ladder: bool = False) -> list[tuple[float, str, str, str]]:
    """The pairs that likeness makes between adjacent rungs of a ladder: (likeness, kind, lower, upper)."""
    found = []
    for lower, upper in pairwise(ladder(name)):
        corpus = corpus_of(*(level.expectations for level in (ladder(name) if whole_ladder else (lower, upper))))
        for kind in (Kind.RESPONSIBILITY, Kind.SOFT_SKILL):
            left, right = ([each.text for each in level.of_kind(kind)] for level in (lower, upper))
            found += [
                (pair.likeness, kind, left[pair.left], right[pair.right])
                for pair in alike(left, right, corpus)
                if pair.likeness >= threshold
            ]
    return found


class Scores:
    """How the labelled pairs fare at every threshold. Lowering it only adds pairs, so one pass serves all."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, **kwargs) -> None:
        monkeypatch.setattr(likeness, "THRESHOLD", SWEPT[0])
        known = {(label.ladder, label.kind, label.lower, label.upper): label.grows for label in labels()}
        self._found = {
            name: [
                (score, known[name, kind, lower, upper])
                for score, kind, lower, upper in matched(name, SWEPT[0], **kwargs)
                if (name, kind, lower, upper) in known
            ]
            for name in LADDERS
        }
        self._true = {name: sum(label.grows for label in labels() if label.ladder == name) for name in LADDERS}

    def at(self, threshold: float, ladders=LADDERS) -> tuple[int, int]:
        """(labelled true pairs found, labelled wrong pairs made)."""
        found = [grows for name in ladders for score, grows in self._found[name] if score >= threshold]
        return sum(found), len(found) - sum(found)

    def precision(self, threshold: float, ladders=LADDERS) -> float:
        true, wrong = self.at(threshold, ladders)
        return true / (true + wrong) if true + wrong else 1.0

    def recall(self, threshold: float, ladders=LADDERS) -> float:
        return self.at(threshold, ladders)[0] / sum(self._true[name] for name in ladders)

    def best(self, ladders, precision=0.95) -> float:
        """The threshold with the most true pairs among those that are precise enough."""
        precise = [threshold for threshold in SWEPT if self.precision(threshold, ladders) >= precision]
        return max(precise, key=lambda threshold: (self.recall(threshold, ladders), threshold))


@pytest.fixture
def scores(monkeypatch):
    return Scores(monkeypatch)


def test_every_label_is_of_two_statements_that_the_ladders_make():
    texts = {name: {each.text for level in ladder(name) for each in level.expectations} for name in LADDERS}
    assert len(labels()) == 100
    assert all({label.lower, label.upper} <= texts[label.ladder] for label in labels())


def test_the_pairs_made_are_nearly_all_true_and_nearly_half_of_the_true_ones_are_made(scores):
    threshold = 0.21
    for name in (*LADDERS, None):
        of = (name,) if name else LADDERS
        true, wrong = scores.at(threshold, of)
        print(
            f"{name or 'all':<22} true {true:>2}  wrong {wrong}  "
            f"precision {scores.precision(threshold, of):.2f}  recall {scores.recall(threshold, of):.2f}"
        )
    assert scores.precision(threshold) >= 0.95
    assert scores.recall(threshold) >= 0.45
    assert all(scores.precision(threshold, (name,)) >= 0.85 for name in LADDERS)
    assert all(scores.recall(threshold, (name,)) >= 0.30 for name in LADDERS)


def test_the_threshold_stands_where_precision_holds_and_recall_begins_to_fall(scores):
    print("threshold", *(f"{step:5.2f}" for step in SWEPT[::2]))
    print("precision", *(f"{scores.precision(step):5.2f}" for step in SWEPT[::2]))
    print("recall   ", *(f"{scores.recall(step):5.2f}" for step in SWEPT[::2]))
    assert all(scores.precision(step / 100) >= 0.95 for step in range(19, 25))
    assert scores.precision(0.18) < 0.95
    assert scores.recall(0.24) < scores.recall(0.21)


def test_a_threshold_chosen_without_a_ladder_holds_on_it(scores):
    true = wrong = 0
    for left_out in LADDERS:
        others = tuple(name for name in LADDERS if name != left_out)
        threshold = scores.best(others)
        found, mistaken = scores.at(threshold, (left_out,))
        print(f"{left_out:<22} threshold {threshold:.2f}  true {found}  wrong {mistaken}")
        true, wrong = true + found, wrong + mistaken
    print(f"left out: precision {true / (true + wrong):.2f}  recall {true / 60:.2f}")
    assert true / (true + wrong) >= 0.95
    assert true / 60 >= 0.42


def test_rarity_among_two_levels_tells_more_than_rarity_in_their_ladder(monkeypatch, scores):
    whole = Scores(monkeypatch, whole_ladder=True)
    print(f"over the whole ladder: precision {whole.precision(0.21):.2f}  recall {whole.recall(0.21):.2f}")
    assert whole.precision(0.21) < scores.precision(0.21)
    assert whole.recall(whole.best(LADDERS)) < scores.recall(scores.best(LADDERS))


@pytest.mark.parametrize(
    ("without", "setting"),
    [
        ("soft words of reach", {"REACH": 1.0}),
        ("concerns", {"_concerns": dict}),
        ("either", {"REACH": 1.0, "_concerns": dict}),
        ("either and little words", {"REACH": 1.0, "_concerns": dict, "LITTLE_WORDS": frozenset()}),
    ],
)
def test_each_part_of_the_measure_earns_its_place(monkeypatch, without, setting):
    terms_of.cache_clear()
    with monkeypatch.context() as changed:
        whole = Scores(changed)
        for name, value in setting.items():
            changed.setattr(likeness, name, value)
        terms_of.cache_clear()
        less = Scores(changed)
    terms_of.cache_clear()
    threshold = less.best(LADDERS)
    print(f"without {without}: recall {less.recall(threshold):.2f} at precision {less.precision(threshold):.2f}")
    assert less.recall(threshold) < whole.recall(whole.best(LADDERS))

"""The promotion cases of the demo company: one story per case. Days count back from today."""

from __future__ import annotations

from dataclasses import dataclass

from paths.demo.people import BACKEND, DATA, OPS, WEB
from paths.demo.promotion_words import DEEDS_DONE, SAID_OF
from paths.demo.stories import Ready

PARTNER = "omar.haddad"
# Name -> the days on which cycles open, close and are decided.
SPRING, NOW = (262, 234, 220), (27, -11, -25)


@dataclass(frozen=True, slots=True)
class Act:
    """A step of a case, so many days ago. Whoever may take it does."""

    step: str
    days: int
    reason: str = ""
    what_would_change: str = ""
    effective: int | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A colleague who was asked for a few lines, and what they said when, if they have."""

    who: str
    days: int
    question: str = ""
    said: tuple[str, ...] = ()
    answered: int = 0
    is_withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Advised:
    """An adviser, and the view they left, if they have."""

    who: str
    days: int
    view: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment: by whom, when."""

    who: str
    days: int
    text: str


@dataclass(frozen=True, slots=True)
class Promotion:
    """A case. `marked` of its items, in tenths, carry a mark; `before` is the level somebody came from."""

    email: str
    level: str
    opened: int
    ready: Ready
    acts: tuple[Act, ...] = ()
    cycle: tuple[int, int, int] | None = NOW
    marked: int = 10
    before: str = ""
    is_asked_for: bool = False
    asked: tuple[Asked, ...] = ()
    advised: tuple[Advised, ...] = ()
    remarks: tuple[Remark, ...] = ()
    deeds: tuple[str, ...] = DEEDS_DONE


def _through(opened: int, sent: int) -> tuple[Act, ...]:
    return (Act("gather", opened - 1), Act("send", sent))


def _promoted(email: str, role: str, opened: int, reason: str, **more: object) -> Promotion:
    """Somebody who was promoted in spring, and has stood on the level since."""
    acts = (*_through(opened, opened - 20), Act("approve", 226, reason, effective=214))
    return Promotion(
        email,
        f"{role}/senior",
        opened,
        Ready.AHEAD,
        acts,
        SPRING,
        before=f"{role}/mid-level",
        **more,  # type: ignore[arg-type]
    )


PAST = (
    _promoted(
        "hiroshi.tanabe",
        WEB,
        259,
        "Two releases led from the first sketch to the week after, and both teams asked him to lead the next one.",
        asked=(Asked("freja.sorensen", 255, said=SAID_OF["hiroshi.tanabe"], answered=250),),
        advised=(Advised("mateus.oliveira", 236, "Ready. The release of the checkout page was his, and it held."),),
    ),
    _promoted(
        "yuki.moriyama", OPS, 258, "Has carried the platform through a year of moves, and taught three people to."
    ),
    _promoted("grace.wanjiru", OPS, 256, "Runs incidents calmly and leaves every service easier to run than before."),
)
UNDER_WAY = (
    Promotion(
        "freja.sorensen",
        f"{WEB}/principal",
        257,
        Ready.HALF,
        (
            *_through(257, 236),
            Act(
                "decline",
                224,
                "Excellent work within the web team. What the level asks across the company has not been seen yet.",
                "One piece of work that two other departments build on, and a year of keeping it healthy.",
            ),
        ),
        SPRING,
        advised=(
            Advised("adaeze.nwosu", 232, "Strong in her own area. I could not point to effect beyond it."),
            Advised("pekka.virtala", 231, "Close. I would look again once the design system is used by the data team."),
        ),
    ),
    Promotion(
        "lucas.prado",
        f"{WEB}/senior",
        251,
        Ready.EARLY,
        (
            Act("gather", 250),
            Act("withdraw", 239, "Lucas changes to the mobile project; we look again after half a year."),
        ),
        SPRING,
        marked=3,
    ),
    Promotion(
        "sofia.castillo",
        f"{DATA}/senior",
        254,
        Ready.HALF,
        (
            *_through(254, 235),
            Act("give_back", 229, "Six items are met without any evidence. Please add it, then send it again."),
        ),
        SPRING,
    ),
    Promotion(
        "ana.moreira",
        f"{BACKEND}/senior",
        19,
        Ready.HALF,
        (Act("gather", 18),),
        marked=8,
        asked=(
            Asked("rahul.deshmukh", 12, "You built on Ana’s order events. How was it to work with them?"),
            Asked("olena.kovalchuk", 12, "How does Ana act in an incident?", SAID_OF["ana.moreira"], 9),
            Asked("chloe.dubois", 11, is_withdrawn=True),
        ),
        remarks=(
            Remark(
                "ana.moreira",
                10,
                "I have added the queue for the order e-mails. The plan for billing is still in review.",
            ),
            Remark(
                "dilek.kaya",
                9,
                "Thank you. Let us talk about interviews on Thursday: that is the one I cannot see yet.",
            ),
        ),
    ),
    Promotion(
        "zeynep.arslan",
        f"{WEB}/senior",
        25,
        Ready.NEARLY,
        _through(25, 5),
        asked=(
            Asked("hiroshi.tanabe", 20, "What did Zeynep change in the form library?", SAID_OF["zeynep.arslan"], 16),
            Asked("ana.moreira", 6, "You agreed the address format with Zeynep. What was her part in it?"),
        ),
        advised=(Advised("dilek.kaya", 3),),
    ),
    Promotion(
        "ahmed.elsayed",
        f"{OPS}/senior",
        26,
        Ready.NEARLY,
        _through(26, 12),
        asked=(Asked("yuki.moriyama", 22, said=SAID_OF["ahmed.elsayed"], answered=19),),
        advised=(
            Advised(
                "tomasz.wisniewski", 10, "Ready. He ran the database move and told everybody what would happen when."
            ),
            Advised("priya.raman", 9),
        ),
    ),
    Promotion(
        "rahul.deshmukh",
        f"{DATA}/senior",
        24,
        Ready.AHEAD,
        (
            *_through(24, 13),
            Act(
                "approve",
                4,
                "The pipeline for orders is his from end to end, and others copy how it is tested.",
                effective=-10,
            ),
        ),
        advised=(Advised("elena.popescu", 9, "Ready, and has been for a while."),),
    ),
    Promotion(
        "jonas.lindqvist",
        f"{BACKEND}/staff",
        26,
        Ready.AHEAD,
        (
            *_through(26, 16),
            Act("wait", 7, "All of it is met. There is one staff seat in the spring plan; it is his then."),
        ),
        remarks=(Remark("dilek.kaya", 6, "I have told Jonas today, and asked finance for the day."),),
    ),
    Promotion("kwame.boateng", f"{BACKEND}/senior", 2, Ready.HALF, marked=0, is_asked_for=True),
    Promotion("leila.rostami", f"{BACKEND}/senior", 4, Ready.NEARLY, marked=2),
    Promotion(
        "meiling.chen",
        f"{DATA}/senior",
        22,
        Ready.HALF,
        (*_through(22, 14), Act("give_back", 8, "Please say for “no opportunity” what would give her one.")),
    ),
    Promotion("olena.kovalchuk", f"{OPS}/senior", 16, Ready.HALF, (Act("gather", 15),), marked=5),
)

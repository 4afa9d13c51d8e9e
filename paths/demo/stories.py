"""Where everybody in the demo company stands with their growth: one line per paper, the oldest first."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Ready(StrEnum):
    """How far somebody meets the level they look at."""

    EARLY = "early"
    HALF = "half"
    NEARLY = "nearly"
    AHEAD = "ahead"


class Stage(StrEnum):
    """How far a paper has come."""

    PRIVATE = "private"
    PUT_AWAY = "put away"
    SHARED = "shared"
    DRAFTED = "drafted"
    ANSWERED = "answered"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Story:
    """An assessment towards `level` ("role/level"), begun and, where it was, shared so many days ago. `answered`: how
    much of it, in tenths.
    """

    email: str
    level: str
    begun: int
    ready: Ready
    stage: Stage = Stage.PRIVATE
    shared: int = 0
    answered: int = 10

    @property
    def is_done(self) -> bool:
        """Whether the owner said that they are done when they shared it."""
        return self.answered == 10


EARLY, HALF, NEARLY, AHEAD = Ready
B, W, D, O, L = "backend-engineer", "frontend-engineer", "data-engineer", "devops-engineer", "engineering-manager"  # noqa: E741

STORIES = (
    Story("ana.moreira", f"{B}/mid-level", 320, NEARLY, Stage.CLOSED, 301),
    Story("ana.moreira", f"{B}/senior", 61, HALF, answered=7),
    Story("jonas.lindqvist", f"{B}/staff", 25, AHEAD, Stage.DRAFTED, 6),
    Story("kwame.boateng", f"{B}/senior", 33, HALF, Stage.ANSWERED, 15),
    Story("leila.rostami", f"{B}/senior", 20, NEARLY, Stage.SHARED, 12, answered=8),
    Story("priya.raman", f"{B}/staff", 120, HALF, Stage.CLOSED, 96),
    Story("priya.raman", f"{B}/staff", 9, NEARLY, answered=4),
    Story("maximiliano.fernandez", f"{B}/staff", 50, EARLY, Stage.WITHDRAWN, 44, answered=6),
    Story("ivo.petrov", f"{B}/senior", 380, HALF, Stage.PUT_AWAY),
    Story("chloe.dubois", f"{W}/senior", 18, HALF, Stage.SHARED, 4),
    Story("hiroshi.tanabe", f"{W}/staff", 140, NEARLY, Stage.CLOSED, 118),
    Story("amina.yusuf", f"{W}/mid-level", 14, EARLY, answered=3),
    Story("lucas.prado", f"{W}/senior", 45, EARLY, answered=6),
    Story("freja.sorensen", f"{W}/principal", 70, HALF, Stage.ANSWERED, 30),
    Story("zeynep.arslan", f"{W}/senior", 28, NEARLY, Stage.SHARED, 9),
    Story("elena.popescu", f"{D}/staff", 210, HALF, Stage.CLOSED, 190),
    Story("rahul.deshmukh", f"{D}/senior", 40, NEARLY, Stage.SHARED, 21),
    Story("meiling.chen", f"{D}/senior", 90, HALF, Stage.ANSWERED, 80),
    Story("viktor.halek", f"{D}/mid-level", 5, EARLY, answered=2),
    Story("sofia.castillo", f"{D}/senior", 130, HALF, Stage.SHARED, 100, answered=7),
    Story("pekka.virtala", f"{L}/team-lead", 35, EARLY, answered=5),
    Story("grace.wanjiru", f"{O}/staff", 22, NEARLY, Stage.DRAFTED, 8),
    Story("ahmed.elsayed", f"{O}/senior", 160, NEARLY, Stage.CLOSED, 150),
    Story("ingrid.bergdal", f"{O}/mid-level", 30, EARLY, answered=5),
    Story("olena.kovalchuk", f"{O}/senior", 26, HALF, Stage.SHARED, 3),
    Story("yuki.moriyama", f"{O}/staff", 75, HALF, Stage.ANSWERED, 60),
    Story("dilek.kaya", f"{L}/senior", 48, HALF, Stage.SHARED, 17),
    Story("tomasz.wisniewski", f"{L}/senior", 12, EARLY, answered=3),
)

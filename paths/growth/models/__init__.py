"""The models of the growth room. None of them is in the admin: these papers are the people's own."""

from paths.growth.models.assessments import Assessment as Assessment
from paths.growth.models.assessments import Rating as Rating
from paths.growth.models.conversations import Conversation as Conversation
from paths.growth.models.conversations import Opening as Opening
from paths.growth.models.conversations import SharedEvidence as SharedEvidence
from paths.growth.models.conversations import SharedRating as SharedRating
from paths.growth.models.plans import Evidence as Evidence
from paths.growth.models.plans import EvidenceFor as EvidenceFor
from paths.growth.models.plans import Goal as Goal
from paths.growth.models.plans import GoalOpening as GoalOpening
from paths.growth.models.plans import WeekShare as WeekShare
from paths.growth.models.unsent import UnsentWords as UnsentWords

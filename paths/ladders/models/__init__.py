"""The models of the ladders room."""

from paths.ladders.models.editions import Edition as Edition
from paths.ladders.models.identity import JobFamily as JobFamily
from paths.ladders.models.identity import Level as Level
from paths.ladders.models.identity import Role as Role
from paths.ladders.models.identity import Skill as Skill
from paths.ladders.models.levels import Expectation as Expectation
from paths.ladders.models.levels import LevelProfile as LevelProfile
from paths.ladders.models.levels import PortfolioProject as PortfolioProject
from paths.ladders.models.levels import TimeShare as TimeShare
from paths.ladders.models.sections import Advice as Advice
from paths.ladders.models.sections import CustomSection as CustomSection
from paths.ladders.models.sections import InterviewQuestion as InterviewQuestion
from paths.ladders.models.sections import RoadmapStage as RoadmapStage
from paths.ladders.models.sections import Transition as Transition

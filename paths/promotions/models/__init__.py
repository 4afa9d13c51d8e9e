"""The models of the promotions room. Cases are not in the admin: they are papers, with readers of their own."""

from paths.promotions.models.cases import Case as Case
from paths.promotions.models.cases import Comment as Comment
from paths.promotions.models.cases import Item as Item
from paths.promotions.models.cases import ItemEvidence as ItemEvidence
from paths.promotions.models.company import Criterion as Criterion
from paths.promotions.models.company import Cycle as Cycle
from paths.promotions.models.company import PromotionRule as PromotionRule
from paths.promotions.models.events import Event as Event
from paths.promotions.models.events import EventText as EventText
from paths.promotions.models.events import Reminder as Reminder
from paths.promotions.models.others import Adviser as Adviser
from paths.promotions.models.others import FeedbackAnswer as FeedbackAnswer
from paths.promotions.models.others import FeedbackRequest as FeedbackRequest

"""What ends with a case: what colleagues were asked; and what begins: goals out of what was not met."""

from __future__ import annotations

from paths.growth.models import Goal
from paths.promotions.choices import FeedbackState, Mark
from paths.promotions.models import Case, FeedbackRequest, Item
from paths.promotions.trail import write_event

NEEDED_GOALS = (Mark.PARTLY, Mark.NOT_YET)


def end_requests(case: Case) -> None:
    """What nobody has answered is not needed any more. The caller has locked the case. Nobody took it back."""
    for request in FeedbackRequest.objects.filter(case=case, state=FeedbackState.ASKED).select_related("colleague"):
        request.state = FeedbackState.WITHDRAWN
        request.save()
        name = request.colleague.name if request.colleague else ""
        write_event(case=case, by=None, what="feedback_ended", words=("", name), person=request.colleague)


def propose_goals(case: Case) -> None:
    """What was not met becomes goals that the employee may take up."""
    if case.employee_id is None:
        return
    Goal.objects.bulk_create(
        Goal(employee_id=case.employee_id, action=item.text[:500], key=item.key, statement=item.text, is_proposed=True)
        for item in Item.objects.filter(case=case, mark__in=NEEDED_GOALS)
    )

"""What the database refuses: to change or remove what has been written into the history of pay."""

from __future__ import annotations

from collections.abc import Iterator

from simple_history.utils import get_history_model_for_model

from paths.ladders.guards import append_only
from paths.pay.models import PayException, ProposedBand, SalaryBand
from paths.shared.guards import Guard, guards


@guards
def history_of_pay_is_kept() -> Iterator[Guard]:
    """Every band that was ever written or proposed stays to be found."""
    for model in (SalaryBand, PayException, ProposedBand):
        yield from append_only(get_history_model_for_model(model), {"history_user_id"})

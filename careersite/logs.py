"""What is told of a request that was refused."""

from __future__ import annotations

from logging import LogRecord


def without_traceback_of_refusals(record: LogRecord) -> bool:
    """Leave out where in our code a request was refused: one line says what there is to know, and anybody can send as
    many of them as they like. What is an error of ours keeps its traceback.
    """
    if getattr(record, "status_code", 500) < 500:
        record.exc_info = record.exc_text = None
    return True

"""The site in a second language, which nobody speaks: every text of the catalogue is another one, in brackets.

As settings (`DJANGO_SETTINGS_MODULE=tests.second_language`) it is the language of a whole process.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.utils import translation
from django.utils.translation import trans_real

from tests.settings import *  # noqa: F403

LANGUAGE_CODE = "de"
LANGUAGES = [("de", "Deutsch")]


class Bracketed(trans_real.DjangoTranslation):
    """German days and figures, and each text as ⟦text⟧."""

    def gettext(self, message: str) -> str:
        return f"⟦{message.rpartition(trans_real.CONTEXT_SEPARATOR)[2]}⟧" if message else ""

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        return self.gettext(singular if number == 1 else plural)


@contextmanager
def second_language() -> Iterator[None]:
    """This thread speaks the second language until the block ends."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(trans_real, "_translations", {LANGUAGE_CODE: Bracketed(LANGUAGE_CODE)})
        with translation.override(LANGUAGE_CODE):
            yield


if os.environ.get("DJANGO_SETTINGS_MODULE") == __name__:
    trans_real.DjangoTranslation = Bracketed

"""What each proficiency means, of any skill that HR has not said more about."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from paths.ladders.choices import Proficiency

MEANINGS: dict[Proficiency, Promise] = {
    Proficiency.AWARENESS: _(
        "Knows what it is and what it is good for. Follows a conversation about it, and does simple things with help."
    ),
    Proficiency.WORKING: _("Uses it in everyday work without help. Follows good practice, and knows when to ask."),
    Proficiency.PRACTITIONER: _(
        "Solves hard and unfamiliar problems with it. Chooses between approaches, says why, and helps others learn it."
    ),
    Proficiency.EXPERT: _(
        "Sets the direction for how it is used here. The one others turn to when nobody knows, and moves the craft on."
    ),
}

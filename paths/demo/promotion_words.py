"""What is said in the promotion cases of the demo company, in plain words."""

from __future__ import annotations

CRITERIA = (
    ("Feedback from two people outside the team", "Whoever works with you from the outside sees other things.", ""),
    ("Six months at this pace", "One good quarter can be luck.", ""),
    ("Has looked after somebody new", "From senior on, others grow with you.", "engineering"),
)
DEEDS_DONE = (
    "Led it from the plan to the week after the release.",
    "Wrote it down so that two other teams work by it.",
    "Took it over when nobody had time, and has kept it healthy since.",
    "Found it, fixed it, and told everybody what to watch for.",
    "Showed the newcomer how, and let them do the second one alone.",
    "Asked for figures before the decision, and the decision changed.",
)
NOTES = (
    "Seen more than once, and by others too.",
    "Talk about the difference before sending.",
    "The last example is from spring; look for a newer one.",
    "Does it alone for small pieces of work.",
    "Agreed as a goal for the next quarter.",
)
REASONS = (
    "The team has no such system; nobody could show it here.",
    "This belongs to the platform team with us.",
)
SAID_OF = {
    "hiroshi.tanabe": ("He asked all of us what could go wrong, wrote it down, and came back with answers to each.",),
    "ana.moreira": (
        "In the login outage she kept a list of what we had tried, and read it out every ten minutes.",
        "She wrote the report the next morning and named the pool, not a person.",
    ),
    "zeynep.arslan": (
        "She took the oldest form apart first, and showed the new one to support before anybody else.",
        "Two teams use it now. She answers their questions within the day.",
    ),
    "ahmed.elsayed": ("I was on call with him for the move. I slept; there was nothing to do.",),
}

"""What people of the demo company write about their work, in plain words."""

from __future__ import annotations

from dataclasses import dataclass

WIKI = "https://wiki.demo.example"


@dataclass(frozen=True, slots=True)
class Deed:
    """A piece of evidence: what happened, so many days ago, and words of the statements that it shows."""

    days_ago: int
    text: str
    shows: tuple[str, ...]
    page: str = ""

    @property
    def link(self) -> str:
        return f"{WIKI}/{self.page}" if self.page else ""


@dataclass(frozen=True, slots=True)
class Plan:
    """A goal. `due` and `done` in days from today, below 0 for the past."""

    action: str
    due: int | None = None
    done: int | None = None
    is_shared: bool = False
    is_proposed: bool = False
    shows: str = ""


OF_ANA = (
    Deed(
        4,
        "Paired with Mai on her first service: tests, review, release. She shipped it on Thursday.",
        ("Mentor", "mentor"),
        "mai-first-release",
    ),
    Deed(
        19,
        "Moved the order e-mails from a nightly job to a queue. No e-mail was lost since, and support stopped asking.",
        ("message queues", "Event-driven"),
        "orders-queue",
    ),
    Deed(
        37,
        "Wrote the plan for splitting the billing service, and changed it twice after the review.",
        ("System design", "API architectures"),
        "billing-split",
    ),
    Deed(
        58,
        "On call in the week of the login outage: found the stuck pool, wrote the incident report.",
        ("incident response", "production issues"),
        "incident-login",
    ),
    Deed(
        92,
        "Cut the price search from 900 to 120 milliseconds with a cache and one index.",
        ("caching", "advanced SQL", "Redis"),
        "price-search",
    ),
    Deed(131, "Interviewed four candidates for the junior role with Kwame.", ("interviews",)),
    Deed(204, "Set up dashboards and alerts for the payments service.", ("Monitoring",), "payments-dashboards"),
    Deed(
        263,
        "Agreed the new address format with the web team before anybody built anything.",
        ("Cross-team", "API gateways"),
    ),
)
BACKEND = (
    Deed(
        11,
        "Led the move of the invoice service to its own database, with a way back at every step.",
        ("redesigns", "Microservices", "database schemas"),
        "invoices",
    ),
    Deed(
        23,
        "Wrote down how our services talk to each other, and found two that should not.",
        ("distributed systems", "Microservices", "domain-driven"),
        "service-map",
    ),
    Deed(
        41,
        "Reviewed the plan of the search team and asked for load figures before the decision.",
        ("scalability", "System design", "architectural"),
    ),
    Deed(
        66,
        "Ran three lunch sessions on queues. Eleven people came to the last one.",
        ("message queues", "mentor", "Event-driven"),
    ),
    Deed(
        88,
        "Kept the payments service within its error budget for the whole quarter.",
        ("reliability", "production issues", "Monitoring"),
        "error-budget",
    ),
    Deed(
        150,
        "Showed the product people what a month of delay would cost us, in money.",
        ("Business impact", "product and business", "communication"),
    ),
)
WEB = (
    Deed(
        8,
        "Fixed the date picker for keyboards and screen readers; the audit has no open points left.",
        ("accessibility", "WCAG"),
        "date-picker",
    ),
    Deed(
        26,
        "Brought the start page from 4 to 1.6 seconds on a slow phone.",
        ("performance", "page speed", "slow pages"),
        "start-page",
    ),
    Deed(
        52,
        "Wrote the upgrade notes for the new buttons. Nine teams moved without asking us.",
        ("component", "design systems"),
        "buttons",
    ),
    Deed(
        77,
        "Moved the account pages to TypeScript, one page a week, with features going on.",
        ("TypeScript", "Migrate", "React"),
    ),
    Deed(
        110,
        "Said no to the third carousel, with a test that showed nobody used the first two.",
        ("scope", "trade-offs", "disagreement"),
    ),
)
DATA = (
    Deed(
        13,
        "Two reports disagreed about active customers. Wrote both definitions down; sales and finance chose one.",
        ("metric definitions", "disagree", "disputes"),
        "active-customers",
    ),
    Deed(
        31,
        "Rebuilt the orders pipeline so that a late file no longer stops the night.",
        ("pipelines", "Airflow", "pipeline design"),
        "orders-pipeline",
    ),
    Deed(
        64,
        "Found the query that cost a third of the warehouse bill and made it a table.",
        ("cost", "advanced SQL", "Tune slow"),
    ),
    Deed(83, "Added freshness checks to all tables of the finance area.", ("quality", "freshness", "dbt"), "freshness"),
    Deed(
        125,
        "Wrote the incident report on the double count. No names in it, three changes out of it.",
        ("incident", "blame"),
    ),
)
OPS = (
    Deed(
        7,
        "Led the recovery when the cluster lost a zone: 14 minutes, and everybody knew what to do.",
        ("incident", "outage", "recovery"),
        "lost-zone",
    ),
    Deed(29, "Upgraded all clusters in one week without a page at night.", ("Kubernetes", "clusters"), "upgrade"),
    Deed(55, "Moved the last passwords out of the repositories.", ("secrets",), "vault"),
    Deed(
        81,
        "Restored the customer database from backup, for practice. It took twice as long as we had written down.",
        ("disaster recovery", "restores"),
        "restore-day",
    ),
    Deed(
        117, "Made one pipeline step out of five, and four teams use it.", ("pipeline", "CI/CD", "deployment platform")
    ),
)
LEAD = (
    Deed(
        16,
        "Told the team early that the date would not hold, with two ways to go on.",
        ("bad news", "stakeholder", "scope"),
    ),
    Deed(43, "Hired two engineers; both stayed past their trial period.", ("Hire", "interviewing", "hiring")),
    Deed(72, "Moved on-call from seven to five people and paid for it with fewer alerts.", ("on-call",), "on-call"),
    Deed(
        101,
        "Had the hard conversation about missed reviews, with examples, in private.",
        ("feedback", "performance management"),
    ),
)
OF_NOOR = (
    Deed(10, "Drew the first version of the data catalogue page with the analysts.", ()),
    Deed(
        48, "Tested the new reports with six people from sales and wrote down where they got lost.", (), "report-tests"
    ),
)
OF_MAI = (
    Deed(
        2,
        "Found out how to run the orders service on my own machine, and wrote it down for the next one.",
        (),
        "orders-on-your-machine",
    ),
)
BY_ROLE = {
    "backend-engineer": BACKEND,
    "frontend-engineer": WEB,
    "data-engineer": DATA,
    "devops-engineer": OPS,
    "engineering-manager": LEAD,
}
BY_PERSON = {"ana.moreira": OF_ANA, "noor.rahimi": OF_NOOR, "mai.nguyen": OF_MAI}

PLANS_OF_ANA = (
    Plan(
        "Lead the design of the returns service from first sketch to decision",
        due=41,
        is_shared=True,
        shows="System design",
    ),
    Plan("Read the domain-driven design book with Kwame, one chapter a week", due=73, shows="domain-driven"),
    Plan("Give the next talk at the backend guild", due=-6, is_shared=True, shows="technical excellence"),
    Plan("Take part in two design reviews of other teams", done=-20, due=-15, shows="Cross-functional"),
    Plan("Ask Jonas how he prepares a technical strategy"),
    Plan("Interview three people for the senior role", is_proposed=True, shows="technical interviews"),
)
PLANS_OF_MAI = (
    Plan("Go along on one on-call week", due=30),
    Plan("Finish the first service with Ana", due=9, is_shared=True),
)
# What others plan; each person takes some of them.
PLANS = (
    Plan(
        "Write the plan for the next quarter and have it reviewed by two people outside the team",
        due=35,
        is_shared=True,
    ),
    Plan("Lead one incident review from beginning to end", due=52),
    Plan("Mentor somebody who joined this year", due=90, is_shared=True),
    Plan("Give a talk to the guild about what we learnt this spring", due=-12, is_shared=True),
    Plan("Sit in on two interviews, then lead one", due=64),
    Plan("Spend a day with the support team", done=-33, due=-30, is_shared=True),
    Plan("Write down the three decisions nobody remembers the reasons of", done=-8),
)

# Beside an answer, by how it stands to what is asked.
ABOVE = (
    "Others ask me about this.",
    "I have done this for years, also before I came here.",
    "I taught it to two colleagues last year.",
)
MET = (
    "I do this every week.",
    "Did this alone for the last two releases.",
    "See the evidence; I would do it the same way again.",
    "Needed help at first, not any more.",
)
BELOW = (
    "Done once, with help.",
    "I know the theory and have not run it in production.",
    "I would like to see somebody do it before I lead it.",
    "Getting there: smaller things go well, large ones not yet.",
)
NO_CHANCE = (
    "Our team does not own such a system. Three months with the platform team would give me one.",
    "Nobody was hired this year. Sitting in on interviews of another team would do.",
    "Somebody else has this role in the team. We could share it for a quarter.",
)
OF_MANAGER = (
    "You do more of this than you think. Remember the outage in spring.",
    "I have seen this twice; I would like to see it without me in the room.",
    "Agreed. The plan for the next quarter is a good place to show it.",
    "Others in the team told me the same.",
)
AGREED = (
    "We looked at the last two projects together.",
    "Half way: solid alone, not yet with several teams.",
    "We try it in the next project and look again.",
)

"""The words of career ladders, as far as likeness of statements has to know them. English, like the stemmer.

From one rung to the next a ladder changes the verb and the scope ("maintain ... of one team", "set the direction of
... across all product groups") and keeps the concern. So the words that say how far are heard more softly than those
that say what, and words that name one concern are heard as one.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


LITTLE_WORDS = _words(
    """
    a about across after against all along also among an and any are as at be because been before between both but by
    can cannot could do does down each either etc every few for from had has have he her his how i if in into is it its
    many may me more most much must my need no nor not of off on once one only onto or other others our out over own per
    she should so some such than that the their them themselves then there these they this those through to too two
    three under until up upon us was we were what when where whether which while who whom whose why will with within
    without would you your yourself
    """
)

REACH_WORDS = _words(
    """
    achieve act add adopt align apply assist attend begin bring build carry change choose complete conduct consult
    contribute coordinate create decide define deliver demonstrate describe design develop direct drive enable
    encourage ensure establish evaluate execute extend facilitate find follow gain give handle help hold identify
    implement improve increase influence introduce join keep know lead leave lend maintain make manage move offer
    participate perform pioneer produce propose provide put recognise recognize recommend say see seek select serve set
    shape share show solve start stay support take think track understand undertake use work write

    advanced area basic best better big broad clear clearly colleague common company complex complexity core cross
    current daily day deep department early effective effectively engineer engineering enterprise entire expert
    expertise first full global good great group high impact individual initiative internal junior key large level
    local long low main major member mid minor month multiple new organisation organisational organization
    organizational part people person principal product project quarter related role senior several significant simple
    small specific staff strong system task team technical technology thing time unit various way wide whole year
    """
)

CONCERNS: dict[str, frozenset[str]] = {
    name: _words(words)
    for name, words in {
        "accessibility": "accessibility keyboard wcag",
        "conflict": "conflict disagree dispute settle tension",
        "conventions": "convention culture norm practice standard",
        "customers": "client customer user",
        "direction": "direction roadmap strategic strategy vision",
        "executives": "board director executive vp",
        "feedback": "comment criticism critique feedback review",
        "growing people": """
            advise apprentice coach counsel grow guide mentor onboard pair sponsor successor teach train tutor
        """,
        "hiring": "candidate headcount hire hiring interview recruit recruiting staffing",
        "incidents": """
            alert availability backup blame blameless disaster escalate failover incident on-call outage postmortem
            recovery reliability reliable resilience restore runbook uptime
        """,
        "measures": "goal kpi measure metric objective target",
        "money": "budget cost costly expense finance financial fund invest investment invoice money price spend",
        "outside": "community conference external externally industry",
        "planning": "date deadline estimate forecast plan schedule",
        "quality": "bug defect quality",
        "risk": "danger risk slip",
        "security": "certificate credential secret security threat vulnerability",
        "shipping": "deliver delivery deploy deployment launch release rollout ship",
        "speed": "fast latency optimise optimization optimize performance slow speed tune",
        "structure": "boundary department organise organize reorganise reorganization reorganize structure",
        "telling": "announce communicate communication explain inform present presentation tell",
        "vendors": "provider supplier vendor",
    }.items()
}

"""Ladder documents at the edge of what is allowed: nothing on them may break a page."""

from __future__ import annotations

WORD = "Verantwortungsbereichsabgrenzung" * 6
HEBREW = "מפתח תוכנה בכיר עם ניסיון רב"

EMPTY_LEVEL = f"""# Career Path: Lone Wolf

## Career Progression

### {HEBREW}
"""

NO_LEVELS = """# Career Path: Nobody

## Role Overview

Nobody stands on this ladder.
"""

LONG = f"""# Career Path: Keeper of {WORD[:130]}

## Role Overview

{WORD} {HEBREW}

- A list of [links](https://example.com/{WORD}) and `{WORD}`

| {WORD} | a table |
|---|---|
| with | {WORD} |

**Core Responsibilities:**
- {WORD}
  - {WORD}

## Career Progression

### {WORD[:190]} (0-2 years)

{WORD}

**Typical Responsibilities:**
- {WORD}
  - {WORD}

**Required Skills:**
- **{WORD[:110]}:** {WORD}, {HEBREW}, {"C" * 180}

**Soft Skills:**
- {HEBREW} {WORD}

**Day in the Life:**
- {WORD} (60% of time)
- {HEBREW} (39.5% of time)
- {WORD}

**Compensation:** IDR 1,234,567,890.50 - 9,876,543,210.75+ ({WORD})

### {HEBREW}: Zweite Stufe der sehr langen Laufbahn mit vielen kurzen Wörtern im Titel (2-4 years)

**Compensation:** IDR 9,876,543,210.75+ (plus equity)

## Skill Development Roadmap

### Years 0-2: {WORD}
- Focus: {WORD}
- Key Skills: {WORD}
- Mindset: {HEBREW}

## Project Portfolio by Level

**{WORD[:190]}:** {WORD}, {WORD}

## Interview Preparation

### {WORD}
1. {WORD}

## Networking Strategies

- **{WORD}:** {WORD}

## Salary Negotiation Tips

- **{WORD}:** {WORD}

## Common Career Transitions

- **From {WORD} to {WORD}:** {WORD}

## {WORD}

{WORD}

> {WORD}

```
{WORD} {WORD}
```
"""

TWELVE = "# Career Path: Twelve Rungs\n\n## Career Progression\n" + "".join(
    f"""
### Rung {n} of Twelve ({n}-{n + 1} years)

**Typical Responsibilities:**
{"".join(f"- Do thing {i} at rung {n}" + chr(10) for i in range(10))}
**Compensation:** €{40 + 10 * n}K - €{50 + 10 * n}K
"""
    for n in range(12)
)

DOCUMENTS = {"lone-wolf": EMPTY_LEVEL, "nobody": NO_LEVELS, "keeper": LONG, "twelve-rungs": TWELVE}

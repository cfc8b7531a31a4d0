"""Writes docs/evidence/screener.md: what the screener finds and misses, on lines it was made with and on others."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from kith.screening.lexicon import FAMILIES, lexicon
from kith.screening.tests.lines import DEVELOPMENT, ROUNDS, SECOND, THIRD, Judged, Share, figures, judged, share
from kith.screening.tests.speed import LONG, PHRASES, SHORT, Times, measured

URGENT, CALM = "Tiers 3 and 4 found at 3 or 4", "Tiers 0 to 2 kept below 3"
# What the second sealed set gave when it was opened, once, with the frozen rules. It is not written again.
FIRST = {
    URGENT: Share(59, 110),
    "Tiers 3 and 4 found at 2 or more": Share(62, 110),
    CALM: Share(190, 210),
    "Tiers 0 and 1 kept below 2": Share(143, 160),
    "Tier 2 found at 2 or more": Share(17, 50),
    "Mentions (tier 1) seen at 1 or more": Share(51, 60),
    "Idioms and homographs flagged at all": Share(9, 52),
    "Negated and past flagged at 2 or more": Share(5, 31),
    "Ordinary talk flagged at 2 or more": Share(6, 48),
    "Ordinary talk flagged at all": Share(6, 48),
    "Risky line above its innocent twin": Share(34, 74),
}
OLD = {URGENT: Share(49, 110), CALM: Share(181, 210)}  # the same lines with the rules of commit d62b10a
# What the sealed third gave when it was opened, with the rules of commit d62b10a: by now it is history.
HISTORY = {URGENT: Share(48, 85), CALM: Share(129, 155), "Idioms and homographs flagged at all": Share(7, 40),
           "Negated and past flagged at 2 or more": Share(3, 13),
           "Ordinary talk flagged at 2 or more": Share(6, 25)}  # fmt: skip
# Three rounds: the lines as nobody had seen them, first with the rules of that commit and then with those of the round.
ROUND = (
    ((Share(49, 93), Share(170, 194)), (Share(55, 93), Share(170, 194))),
    ((Share(37, 92), Share(171, 189)), (Share(38, 92), Share(178, 189))),
    ((Share(30, 97), Share(204, 218)), (Share(31, 97), Share(207, 218))),
)
AIMS = {
    URGENT: "at least 0.90",
    CALM: "at least 0.95",
    "Idioms and homographs flagged at all": "at most 0.05",
    "Negated and past flagged at 2 or more": "at most 0.10",
    "Ordinary talk flagged at 2 or more": "at most 0.02",
}
HEAD = """# The screener: what was measured

Written by `./run screener-evidence`; the figures are those of its last run. What a tier means stands in the lexicon
(`kith/screening/lexicon/`); it tells how soon a person looks at words and says nothing about who wrote them.

There are four sets of lines, none graphic. Two were **sealed**: written by somebody who wrote no rules, their SHA-256
committed (`screener-third.sha256`, `screener-second.sha256`) before the rules they measure were frozen; opened once.
What a sealed set showed on that day says what to expect of other people's words; afterwards it lies open beside the
rules. The lines of three **rounds** came from the same writer; each round was measured before anybody read it, and then
studied. The **development** lines were written with the rules: what they show is a regression test, not evidence. All
lines are invented and say little about a real room; the desk reads every post, screened or not.

After each share stand in brackets the bounds between which it lies with 95 % confidence (Wilson).
"""


def page(sealed: Path | None) -> str:
    """The whole page."""
    second = sealed or (SECOND if SECOND.exists() else None)
    today = _part("The second sealed set with the rules of today", judged(second)) if second else []
    parts = [*_opened(), *today, *_rounds(), *_history(), *_part("The development lines", judged(DEVELOPMENT))]
    return "\n".join([HEAD, *parts, *_speed(measured()), *_lexicon()])


def _part(title: str, rows: Judged) -> list[str]:
    return [f"## {title}\n", f"{len(rows)} lines.\n", *_aims(rows), *_tiers(rows), *_families(rows), *_kinds(rows)]


def _aims(rows: Judged) -> list[str]:
    return _shares(figures(rows))


def _opened() -> list[str]:
    old = f"With the rules of commit d62b10a the same lines gave {OLD[URGENT]} found and {OLD[CALM]} kept."
    meaning = (
        "About half of what is urgent in other people's words is found, and one calm line in ten is looked at too soon:"
        " the screener hurries some posts to a person, and no post may wait on it."
    )
    said = [f"{_missed(FIRST)} {old}\n", f"{meaning}\n"]
    return ["## The second sealed set, on the day it was opened\n", *_shares(FIRST), *said]


def _missed(shares: dict[str, Share]) -> str:
    """Which aims were missed, in words."""
    missed = [name for name, aim in AIMS.items() if not _reaches(shares[name].value, aim)]
    return "Aims missed: " + ", ".join(f'"{name}"' for name in missed) + "." if missed else "Every aim was reached."


def _reaches(value: float, aim: str) -> bool:
    limit = float(aim.rsplit(maxsplit=1)[-1])
    return value >= limit if "least" in aim else value <= limit


def _shares(shares: dict[str, Share]) -> list[str]:
    table = [f"| {name} | {value} | {AIMS.get(name, '')} |" for name, value in shares.items()]
    return ["| | | aim |", "| --- | --- | --- |", *table, ""]


def _rounds() -> list[str]:
    rows = [
        f"| {number} | {before[0]} | {after[0]} | {before[1]} | {after[1]} |"
        for number, (before, after) in enumerate(ROUND, start=1)
    ]
    return [
        "## Three rounds, each before anybody had read it\n",
        ("The same unseen lines, with the rules of commit d62b10a and with the rules as they stood when the round"
         " came. The writer went further from plain words each time, so the rounds compare with themselves only. What"
         " was gained on unseen lines is mostly calm: the rules learn the lines they have seen, and little of the"
         " next.\n"),
        "| round | found, old rules | found, rules of the round | kept, old rules | kept, rules of the round |",
        "| ---: | --- | --- | --- | --- |", *rows, "",
        *_part("The lines of the rounds with the rules of today", judged(ROUNDS)),
    ]  # fmt: skip


def _history() -> list[str]:
    today = _part("The sealed third with the rules of today", judged(THIRD))
    return ["## The sealed third, on the day it was opened\n", *_shares(HISTORY), *today]


def _tiers(rows: Judged) -> list[str]:
    seen = Counter((line.tier, verdict.tier) for line, verdict in rows)
    table = [
        f"| **{tier}** | " + " | ".join(str(seen[tier, given] or "") for given in range(5)) + " |" for tier in range(5)
    ]
    return ["| tier, expected \\ given | 0 | 1 | 2 | 3 | 4 |", "| --- | ---: | ---: | ---: | ---: | ---: |", *table, ""]


def _families(rows: Judged) -> list[str]:
    table = []
    for family in FAMILIES:
        own = [(line, verdict) for line, verdict in rows if line.family == family]
        urgent = share(own, lambda x: x.tier >= 3, lambda t: t >= 3)
        named = sum(family in verdict.families for line, verdict in own if line.tier >= 3)
        others = Counter(v.families[0] for line, v in rows if line.family != family and v.families[:1] == (family,))
        table.append(f"| {family} | {len(own)} | {urgent} | {named} | {others[family]} |")
    return [
        "| family | lines | tiers 3 and 4 found | of them under this name | lines of others named so first |",
        "| --- | ---: | --- | ---: | ---: |", *table, "",
    ]  # fmt: skip


def _kinds(rows: Judged) -> list[str]:
    kinds = Counter(line.kind for line, _ in rows)
    table = []
    for kind in sorted(kinds):
        own = [(line, verdict) for line, verdict in rows if line.kind == kind]
        right = sum(line.tier == verdict.tier for line, verdict in own)
        near = sum(abs(line.tier - verdict.tier) <= 1 for line, verdict in own)
        table.append(f"| {kind} | {len(own)} | {right} | {near} |")
    return ["| kind of line | lines | tier exact | within one |", "| --- | ---: | ---: | ---: |", *table, ""]


def _speed(times: dict[str, Times]) -> list[str]:
    ratio = times["alternation"].median / times["match"].median
    table = [
        f"| {one.name} | {LONG if key == 'long' else SHORT} | {one.median:,.1f} | {one.p99:,.1f} |"
        for key, one in times.items()
    ]
    return [
        "## Speed\n",
        (f"One thread, {PHRASES:,} phrases of a service beside the lexicon; microseconds a text, each text at its"
        " quietest round, on two cores shared with other work.\n"),
        "| | characters | median | p99 |", "| --- | ---: | ---: | ---: |", *table, "",
        (f"The match stage is {ratio:,.0f} times as fast as the alternation in the same run. Aims: match stage 15 µs,"
        f" whole screening 500 µs at the median for {SHORT} characters, 5,000 µs at p99 for {LONG:,}, 150 times the"
        " alternation.\n"),
    ]  # fmt: skip


def _lexicon() -> list[str]:
    own = lexicon()
    table = [
        f"| {one.name} | {one.language} | {one.version} | {one.owner} | {one.reviewed_on:%-d %B %Y} |"
        f" {one.review_due_on:%-d %B %Y} |"
        for one in own.editions
    ]
    return [
        "## The lexicon\n",
        f"{own.version}: {len(own.rules)} rules, {len(own.patterns):,} patterns, {len(own.phrases):,} phrases.\n",
        "No clinician has reviewed it yet, and no Welsh speaker its Welsh; `reviewed` is when its writers read it.\n",
        "| part | language | version | owner | reviewed | due |", "| --- | --- | --- | --- | --- | --- |", *table, "",
    ]  # fmt: skip

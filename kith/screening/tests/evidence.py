"""Writes docs/evidence/screener.md: what the screener finds and misses, on lines it was made with and on others."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from kith.screening.lexicon import FAMILIES, lexicon
from kith.screening.tests.lines import DEVELOPMENT, THIRD, Judged, Share, figures, judged, share
from kith.screening.tests.speed import LONG, PHRASES, SHORT, Times, measured

# What the sealed third gave when it was opened, once, with the rules of commit d62b10a. It is not written again:
# from then on the lines lie open beside the rules, and a later run says only how the rules moved.
FIRST = {
    "Tiers 3 and 4 found at 3 or 4": Share(48, 85),
    "Tiers 3 and 4 found at 2 or more": Share(49, 85),
    "Tiers 0 to 2 kept below 3": Share(129, 155),
    "Tiers 0 and 1 kept below 2": Share(96, 115),
    "Tier 2 found at 2 or more": Share(20, 40),
    "Mentions (tier 1) seen at 1 or more": Share(44, 50),
    "Idioms and homographs flagged at all": Share(7, 40),
    "Negated and past flagged at 2 or more": Share(3, 13),
    "Ordinary talk flagged at 2 or more": Share(6, 25),
    "Ordinary talk flagged at all": Share(7, 25),
    "Risky line above its innocent twin": Share(35, 80),
}
AIMS = {
    "Tiers 3 and 4 found at 3 or 4": "at least 0.90",
    "Tiers 0 to 2 kept below 3": "at least 0.95",
    "Idioms and homographs flagged at all": "at most 0.05",
    "Negated and past flagged at 2 or more": "at most 0.10",
    "Ordinary talk flagged at 2 or more": "at most 0.02",
}
HEAD = """# The screener: what was measured

Written by `./run screener-evidence`; the figures are those of its last run. What a tier means stands in the lexicon
(`kith/screening/lexicon/`); it tells how soon a person looks at words and says nothing about who wrote them.

There are two sets of lines, neither graphic. The **development** lines were written together with the rules, and the
rules were changed until they fitted: what they show is a regression test, not evidence. The **sealed third** was
written by somebody who wrote no rules; its SHA-256 was committed (`screener-third.sha256`) before the first rule, and
it was opened once, when the rules were frozen. Only that part says what to expect of other people's words, and as
invented lines say little about a real room, even that is a beginning: the desk reads every post, screened or not.

After each share stand in brackets the bounds between which it lies with 95 % confidence (Wilson).
"""


def page(third: Path | None) -> str:
    """The whole page."""
    sealed = third or (THIRD if THIRD.exists() else None)
    first = _part("The same lines with the rules of today", judged(sealed)) if sealed else []
    opened = ["## The sealed third, on the day it was opened\n", *_opened()]
    second = _part("The development lines", judged(DEVELOPMENT))
    return "\n".join([HEAD, *opened, *first, *second, *_speed(measured()), *_lexicon()])


def _part(title: str, rows: Judged) -> list[str]:
    return [f"## {title}\n", f"{len(rows)} lines.\n", *_aims(rows), *_tiers(rows), *_families(rows), *_kinds(rows)]


def _aims(rows: Judged) -> list[str]:
    table = [f"| {name} | {value} | {AIMS.get(name, '')} |" for name, value in figures(rows).items()]
    return ["| | | aim |", "| --- | --- | --- |", *table, ""]


def _opened() -> list[str]:
    missed = "Every aim was missed: the rules know the phrasings of those who wrote them better than those of others."
    table = [f"| {name} | {value} | {AIMS.get(name, '')} |" for name, value in FIRST.items()]
    return ["| | | aim |", "| --- | --- | --- |", *table, "", f"{missed}\n"]


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

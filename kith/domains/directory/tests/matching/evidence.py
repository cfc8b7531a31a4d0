"""The page docs/evidence/matching.md: what was measured, on what, and what it does not show."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import median

from django.db import transaction
from django.utils.text import slugify

from kith.domains.directory.geo import codepoint, locate, to_wgs84
from kith.domains.directory.imports.run import bring_in
from kith.domains.directory.matching.candidate import Candidate
from kith.domains.directory.matching.candidates import candidates
from kith.domains.directory.matching.profile import Profile
from kith.domains.directory.models import Listing
from kith.domains.directory.tests.matching.fixture import AS_OF, directory, personas, use_invented_towns
from kith.domains.directory.tests.matching.judging import Judged, judge_all
from kith.domains.directory.tests.matching.test_personas import LIMITS
from kith.kernel.access import system

# The class timetable among the real lists ended in 2015, so it is also asked about a day when it ran.
REAL_DAYS = (dt.date(2015, 5, 1), AS_OF)

HEAD = """# Matching: what was measured

Written by `./run evidence-matching`; the figures are those of its last run. The rules themselves are in
`kith/domains/directory/matching/`, the format of profiles and answers in `docs/reference/suggest.md`.

A *broken limit* is an idea that a known fact of its listing speaks against: age, distance, cost, access, language,
day, format, for whom it is, or what the person said is not for them. A checker that shares no code with the matching
counts them (`kith/domains/directory/tests/matching/checker.py`). *A reason the person gave* is one of their likes,
past loves, wishes to try, needs, groups, faith or culture, whose words stand in their profile; that a limit is kept
does not count as a reason.
"""

LIMITS_OF_THIS = """## What this does not show

- The sixty people, their words and the invented directory were written by the same team that wrote the rules. No
  person who uses services has judged an idea; whether ideas are *good* is not measured here, only whether they keep
  limits and say why.
- In the real lists most limits are not known: nobody wrote down ages, prices or a step-free way in. "No broken limit"
  there means that what *is* written was kept; the cautions show how much was not.
- Reading topics and cautions from a description is counting words. It takes a butterfly club for wildlife; it may
  miss a slimming class that never says so. An editor's word on a listing goes before it.
- A charity's address is its office. Ideas from the list of charities say so and have no distance.
- Northern Ireland is placed by district, so distances there are good to some kilometres, and say so.
- English words only: a wish in Welsh is matched by the listing's own words, not by topic.
- The order of ideas rests on numbers we chose (`ranking.py`), not on what helped anybody.
"""


def page(real: Path | None) -> str:
    """The whole page; `real` is the folder of lists that others wrote, where there is one."""
    use_invented_towns()
    parts = [HEAD, _invented(), _postcodes(real)]
    parts.append(_real(real) if real else "## Real lists\n\nNot on this machine at the last run.\n")
    return "\n".join([*parts, LIMITS_OF_THIS])


def _invented() -> str:
    judged = judge_all(personas(), lambda _profile: directory(), AS_OF)
    adverse = [one for one in personas() if "adverse" in one]
    rows = [f"| {one['adverse']} | {_named(judged, one['id'])} |" for one in adverse]
    return "\n".join([
        "## An invented directory where every limit is known",
        "",
        f"{len(directory())} things to do in three invented towns and online; {len(personas())} invented people,",
        f"{len(adverse)} of them adverse. Each fact that a limit asks for is known for each thing.",
        "",
        *_figures({"invented": judged}),
        "",
        f"Negative controls: {len(LIMITS)} kinds of broken limit are planted in a good idea; the checker sees each,",
        "and none is suggested (`test_personas.py`). `test_properties.py` tries generated profiles and listings.",
        "",
        "| Adverse: who, and what has to hold | Ideas |",
        "| --- | --- |",
        *rows,
        "",
    ])  # fmt: skip


def _named(judged: Judged, who: str) -> str:
    return ", ".join(idea.candidate.name for idea in judged.answers[who].ideas) or "none, and told why"


def _figures(columns: dict[str, Judged]) -> list[str]:
    lines: dict[str, Callable[[Judged], object]] = {
        "people": lambda j: j.people,
        "of them with three ideas": lambda j: j.people_with_three,
        "of them with one or two": lambda j: j.people_with_ideas - j.people_with_three,
        "of them with none, told why": lambda j: j.people - j.people_with_ideas,
        "ideas": lambda j: j.ideas,
        "**broken known limits**": lambda j: f"**{sum(j.broken.values())}**",
        "**with a reason the person gave**": lambda j: f"**{j.share_with_reason:.1%}**",
        "suggested although never to be": lambda j: len(j.never),
        "with a limit not known, and said": lambda j: j.with_unknown,
        'with "ring first", as not lately checked': lambda j: j.not_checked,
    }
    return [
        "| | " + " | ".join(columns) + " |",
        "| --- |" + " ---: |" * len(columns),
        *(
            f"| {name} | " + " | ".join(str(figure(j)) for j in columns.values()) + " |"
            for name, figure in lines.items()
        ),
    ]


def _postcodes(real: Path | None) -> str:
    folder = codepoint.source_folder()
    if folder is None:
        return "## Postcodes\n\nNo tables were installed at the last run.\n"
    with tempfile.TemporaryDirectory() as scratch:
        target = Path(scratch) / "postcodes.bin"
        started = time.process_time()
        codepoint.build(folder, target)
        built, size = time.process_time() - started, target.stat().st_size / 1e6
        opened = codepoint.CodePoint(target)
        before, units = _resident(), opened.units
        took = _look_up(opened)
        grown = _resident() - before
    libraries = _libraries(real)
    return "\n".join([
        "## Postcodes",
        "",
        "| | |",
        "| --- | ---: |",
        f"| postcodes with a position | {units:,} |",
        f"| building the file, once, processor time | {built:.1f} s |",
        f"| its size | {size:.1f} MB |",
        f"| one look-up, position to latitude and longitude included, median | {took:.0f} µs |",
        f"| memory that 20,000 look-ups add to a process | {grown:.1f} MB |",
        *([f"| the real libraries placed exactly | {libraries} |"] if libraries else []),
        "",
    ])  # fmt: skip


def _look_up(opened: codepoint.CodePoint) -> float:
    """Microseconds for one of 20,000 different postcodes all over the country."""
    sectors = [f"{area}{district} {digit}" for area in ("EH", "LS", "CF", "SW", "AB", "PL", "NR", "M", "G", "TR")
               for district in range(1, 21) for digit in range(10)]  # fmt: skip
    times = []
    for sector in sectors:
        for letters in ("AA", "AB", "BD", "DH", "EJ", "JT", "LS", "NW", "RX", "ZZ"):
            started = time.perf_counter()
            point = opened.exact(sector, letters) or opened.area(sector)
            if point:
                to_wgs84(*point)
                times.append(time.perf_counter() - started)
    return median(times) * 1e6


def _resident() -> float:
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 1e6


def _libraries(real: Path | None) -> str:
    path = (real or Path()) / "uk-libraries" / "libraries.csv.gz"
    if not path.exists():
        return ""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        found = Counter(p.precision.value if (p := locate(row["Postcode"])) else "no" for row in csv.DictReader(lines))
    return (
        f"{found['exact'] / found.total():.1%} of {found.total():,} "
        f"(by sector {found['sector']}, by district {found['outcode']}, not at all {found['no']})"
    )


def _real(real: Path) -> str:
    """Read the lists in, ask for everybody, and put the database back as it was."""
    with transaction.atomic():
        read = bring_in(real, by=system("evidence-matching"))
        codes = [slugify(report.source)[:80] for report in read.lists]
        Listing.objects.exclude(source__code__in=codes).update(is_withdrawn=True)
        text = _over_real_lists()
        transaction.set_rollback(True)
    return text


def _over_real_lists() -> str:
    viewer, times = system("evidence-matching"), []
    columns = {}
    for day in REAL_DAYS:

        def find(profile: Profile, day: dt.date = day) -> Iterable[Candidate]:
            started = time.perf_counter()
            found = candidates(profile, day, viewer)
            times.append(time.perf_counter() - started)
            return found

        started = time.perf_counter()
        columns[f"as of {day:%-d %B %Y}"] = judge_all(personas(), find, day, postcode="real_postcode")
        times_all = time.perf_counter() - started
    listings = Listing.objects.filter(is_withdrawn=False)
    lists = listings.values("source").distinct().count()
    return "\n".join([
        "## Real lists",
        "",
        f"{listings.count():,} listings from {lists} lists that nobody here wrote",
        "(UK libraries, UK charities, Edinburgh's services and class timetable), read in by `./run import-directory`,",
        "and the same people with real postcodes, most of them in Edinburgh.",
        "",
        *_figures(columns),
        "",
        f"One profile takes {times_all / len(personas()) * 1000:.0f} ms on average, of which the question to",
        f"the database is {median(times) * 1000:.0f} ms at the median, on two cores shared with other work.",
        "",
    ])  # fmt: skip

"""Everything that can be done, one sentence each."""

from itertools import groupby

from kith.kernel.use_cases import UseCase


def text() -> str:
    """The whole page."""
    lines = ["# Use cases", "", "Printed from the code by `./run docs`. Each is one transaction and one audit row."]
    cases = sorted(UseCase.all.values(), key=lambda c: c.name)
    for domain, of_domain in groupby(cases, key=lambda c: c.name.partition(".")[0]):
        lines += ["", f"## {domain.capitalize()}", "", "| Use case | What it does | About |", "| --- | --- | --- |"]
        lines += [f"| `{c.name}` | {c.sentence.splitlines()[0]} | {c.on or ''} |" for c in of_domain]
    return "\n".join([*lines, ""])

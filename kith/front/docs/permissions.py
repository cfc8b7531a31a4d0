"""Who may do and open what: every row of every policy, and the audience of every page."""

from collections.abc import Iterator

from kith.kernel.access import Policy
from kith.kernel.checks import all_patterns
from kith.kernel.pages import audience_of
from kith.kernel.use_cases import UseCase

_LEAD = """# Permissions

Printed from the code by `./run docs`. What has no row may be done by nobody; what one may not read answers 404,
byte for byte like what does not exist. Reading follows `visible_to` of each model.
"""


def text() -> str:
    """The whole page."""
    return "\n".join([_LEAD, *_use_cases(), "## Pages\n", *_pages(), ""])


def _use_cases() -> Iterator[str]:
    for domain, policy in sorted(Policy.all.items()):
        if not policy.rows:
            continue
        yield f"## {domain.capitalize()}\n\n| Use case | Who may |\n| --- | --- |"
        for verb, rule in sorted(policy.rows.items()):
            case = UseCase.all.get(f"{domain}.{verb}")
            name = f"`{domain}.{verb}`" + ("" if case else " (asked, never done)")
            yield f"| {name} | {rule.words} |"
        yield ""


def _pages() -> Iterator[str]:
    yield "| Page | Address | For |\n| --- | --- | --- |"
    seen = set()
    for name, pattern in sorted(all_patterns(), key=lambda p: p[0]):
        row = f"| {name} | `/{pattern.pattern}` | {audience_of(pattern.callback).words} |"
        if row not in seen:
            seen.add(row)
            yield row

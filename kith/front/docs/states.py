"""Every lifecycle as a picture."""

from kith.kernel.states import Lifecycle


def text() -> str:
    """The whole page."""
    lines = ["# States", "", "Printed from the transition tables by `./run docs`."]
    for name, life in sorted(Lifecycle.all.items()):
        lines += ["", f"## {name}", "", "```mermaid", "stateDiagram-v2"]
        lines += [f"  {state}" for state in life.transitions]
        lines += [
            f"  {state} --> {after}: {verb.replace('_', ' ')}"
            for state, verbs in life.transitions.items()
            for verb, after in verbs.items()
        ]
        lines += ["```"]
    return "\n".join([*lines, ""])

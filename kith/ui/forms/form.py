"""A form: it keeps every word that was typed, and lists what is missing with a link to each place."""

from dataclasses import dataclass

from django import forms
from django.utils.safestring import SafeString, mark_safe

from kith.ui.forms.drawing import Drawn


@dataclass(frozen=True)
class Problem:
    """One line of the error summary."""

    text: str
    href: str


class Form(forms.Form):
    """The base of every form; fields draw themselves with `{{ form.name.draw() }}`."""

    use_required_attribute = False  # the browser's own bubbles are read out badly, and never in Welsh
    bound_field_class = Drawn
    says_optional = True
    """Set to False where the page itself already says that all of it may be skipped."""

    def problems(self) -> list[Problem]:
        """What is missing or wrong, in the order of the page."""
        return problems_of(self)

    def draw(self) -> SafeString:
        """All fields, one under the other, for forms that need no other arrangement."""
        return mark_safe("\n".join(bound.draw() for bound in self if isinstance(bound, Drawn)))


def problems_of(form: forms.BaseForm) -> list[Problem]:
    """The error summary of any form, also one that another library made."""
    if not form.is_bound:
        return []
    found = [Problem(str(words), "") for words in form.non_field_errors()]
    for bound in form:
        where = bound.first_id if isinstance(bound, Drawn) else bound.id_for_label
        found += [Problem(str(words), f"#{where}") for words in bound.errors]
    return found

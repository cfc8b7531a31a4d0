"""What somebody said, when they said anything."""

from django.utils.translation import gettext as _

from kith.kernel.use_cases import NotPossible


def said(words: str) -> str:
    """The words, when there are any. Raises NotPossible when there are none."""
    if not words.strip():
        raise NotPossible(_("Write a few words. They can be very few."), field="words")
    return words.strip()

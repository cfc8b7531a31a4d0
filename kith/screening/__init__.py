"""Screening: what words that others will see may mean for somebody's safety, and how soon a person looks at them.

Pure: no Django, no database, no clock. It normalises, matches, weighs frames and cues, and explains itself; it gives a
tier to words and never a score or a diagnosis to a person. Words it owns: tier, family, hit, span, cue, frame, phrase.
Answers R002-20 (words are flagged, whatever their spelling and context) and R002-17 (identifying details).
"""

from kith.screening.history import DryRun, would_add
from kith.screening.identities import identity
from kith.screening.phrases import Phrase, PhraseBook
from kith.screening.reasons import in_words
from kith.screening.reranker import Decision, Opinion, Reranker, reread, trained
from kith.screening.screening import screen
from kith.screening.verdicts import Context, Hit, Reason, Span, Verdict, mask

__all__ = [
    "Context", "Decision", "DryRun", "Hit", "Opinion", "Phrase", "PhraseBook", "Reason", "Reranker", "Span", "Verdict",
    "identity", "in_words", "mask", "reread", "screen", "trained", "would_add",
]  # fmt: skip

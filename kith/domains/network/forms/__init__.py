"""What people fill in about their map and about what matters to them."""

from kith.domains.network.forms.map import AddTie, ChangeTie, OnPaper, Reflect
from kith.domains.network.forms.what_matters import STEPS, Needs, NeedsInWords, Step

__all__ = ["STEPS", "AddTie", "ChangeTie", "Needs", "NeedsInWords", "OnPaper", "Reflect", "Step"]

"""The forms of the directory: looking for something, telling us what is wrong, and stating a fact."""

from kith.domains.directory.forms.facts import FactForm
from kith.domains.directory.forms.find import ALL, DISTANCES, FILTERS, SearchForm
from kith.domains.directory.forms.reports import ReportForm, SettleForm

__all__ = ["ALL", "DISTANCES", "FILTERS", "FactForm", "ReportForm", "SearchForm", "SettleForm"]

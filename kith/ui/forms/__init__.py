"""Forms that draw themselves with NHS components: label, hint, error and input tied together for every reader."""

from kith.ui.forms.choices import Choice, Choices, Switch
from kith.ui.forms.dates import Date
from kith.ui.forms.form import Form, Problem
from kith.ui.forms.numbers import Number
from kith.ui.forms.text import Email, Hidden, LongText, Password, Phone, Postcode, Text

__all__ = [
    "Choice",
    "Choices",
    "Date",
    "Email",
    "Form",
    "Hidden",
    "LongText",
    "Number",
    "Password",
    "Phone",
    "Postcode",
    "Problem",
    "Switch",
    "Text",
]

"""Fields tie label, hint, error and input together, keep what was typed, and say kindly what is missing."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from kith.ui import forms
from kith.ui.nhsuk import component
from kith.ui.tests.gallery import Example
from kith.ui.tests.markup import Element, read

FULL = {
    "name": "Arthur",
    "ring": "inner",
    "likes": ["cats", "walks"],
    "postcode": "ls1 4ap",
    "minutes": "20",
    "first_on-day": "3",
    "first_on-month": "June",
    "first_on-year": "2026",
    "password": "otter kite 77",
    "version": "7",
}


def _draw(form: forms.Form) -> Element:
    return read(form.draw())


def _ids(root: Element) -> list[str]:
    return [element["id"] for element in root.all() if "id" in element.attrs]


def test_a_full_form_gives_clean_values():
    form = Example(FULL)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["postcode"] == "LS1 4AP"
    assert form.cleaned_data["first_on"] == date(2026, 6, 3)
    assert form.cleaned_data["likes"] == ["cats", "walks"]
    assert form.cleaned_data["minutes"] == 20
    assert form.cleaned_data["is_shared"] is False


def test_every_line_of_the_error_summary_leads_to_its_field():
    form = Example({"email": "x", "phone": "1", "postcode": "nowhere"})
    problems = form.problems()
    page = _draw(form)
    ids = _ids(page)
    assert len(problems) == 10
    for problem in problems:
        target = problem.href.removeprefix("#")
        if target != "id_version":
            assert target in ids
            assert page.one(id=target).tag in {"input", "textarea", "select"}


def test_ids_are_there_once_and_every_description_exists():
    for form in (Example(), Example({}), Example(FULL)):
        page = _draw(form)
        ids = _ids(page)
        assert len(ids) == len(set(ids))
        for element in page.all():
            assert set(element.attrs.get("aria-describedby", "").split()) <= set(ids)
            if element.tag == "label":
                assert element["for"] in ids


def test_every_input_has_a_label():
    page = _draw(Example())
    labelled = {label["for"] for label in page.all("label")}
    for element in [*page.all("input"), *page.all("textarea"), *page.all("select")]:
        assert element.attrs.get("type") == "hidden" or element["id"] in labelled


def test_an_error_is_described_on_the_input_and_says_error():
    page = _draw(Example({"name": ""}))
    name = page.one("input", id="id_name")
    assert name["aria-describedby"] == "id_name-hint id_name-error"
    assert page.one(id="id_name-error").text == "Error: “What shall we call you?” is still empty."


def test_nothing_typed_is_lost():
    words = "\nFirst line\n  a bent line\n\n<b>\"quotes\" & 'more'</b>"
    typed = FULL | {"name": '<Arthur> & "co"', "about": words, "postcode": " nowhere ", "first_on-month": "Juneish"}
    page = _draw(Example(typed))
    assert page.one("input", id="id_name")["value"] == '<Arthur> & "co"'
    assert page.one("input", id="id_postcode")["value"] == " nowhere "
    assert page.one("input", id="id_first_on-month")["value"] == "Juneish"
    assert [box["value"] for box in page.all("input", name="likes") if "checked" in box.attrs] == ["cats", "walks"]
    assert [box["value"] for box in page.all("input", name="ring") if "checked" in box.attrs] == ["inner"]
    # A browser drops the first line break of a textarea, so the page carries one more.
    assert "".join(page.one("textarea").parts).removeprefix("\n") == words


def test_a_password_is_never_sent_back():
    assert "otter kite" not in Example(FULL | {"name": ""}).draw()


def test_optional_is_said_once_and_can_be_left_unsaid():
    assert read(Example()["email"].draw()).one("label").text == "E-mail address (optional)"

    class Quiet(Example):
        says_optional = False

    assert read(Quiet()["email"].draw()).one("label").text == "E-mail address"


def test_a_label_can_be_the_heading_of_the_page():
    page = read(Example()["name"].draw(heading=True))
    assert page.one("h1").one("label").text == "What shall we call you?"
    group = read(Example()["ring"].draw(heading=True))
    assert group.one("legend").one("h1").text == "How important are they to you?"


def test_choices_stand_in_a_group_with_a_legend_and_hints():
    group = read(Example()["ring"].draw()).one("fieldset")
    assert group.one("legend").text == "How important are they to you?"
    first = group.all("input")[0]
    assert group.one(id=first["aria-describedby"]).text == "You would miss them at once."


def test_a_switch_is_off_until_ticked():
    assert "checked" not in read(Example()["is_shared"].draw()).one("input").attrs
    assert "checked" in read(Example(FULL | {"is_shared": "on"})["is_shared"].draw()).one("input").attrs


def test_select_offers_no_answer_first():
    options = read(Example()["travel"].draw()).all("option")
    assert [(o["value"], o.text) for o in options] == [("", "Choose"), ("walk", "On foot"), ("bus", "By bus")]
    assert "selected" in options[0].attrs


def test_values_given_before_are_shown():
    form = Example(initial={"first_on": date(2026, 6, 3), "likes": ["music"], "ring": "outer", "travel": "bus"})
    page = _draw(form)
    assert page.one("input", id="id_first_on-month")["value"] == "6"
    assert "checked" in page.one("input", value="music").attrs
    assert "checked" in page.one("input", value="outer").attrs
    assert "selected" in page.one("option", value="bus").attrs


def test_headings_among_choices():
    field = forms.Choices("Likes", choices=[("Outside", [("walk", "Walking")]), ("Inside", [("chess", "Chess")])])

    class Small(forms.Form):
        likes = field

    page = read(Small({"likes": ["chess"]})["likes"].draw())
    assert [line.text for line in page.all(class_="nhsuk-checkboxes__divider")] == ["Outside", "Inside"]
    assert Small({"likes": ["chess"]}).is_valid()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("ls14ap", "LS1 4AP"), ("EC1A 1BB", "EC1A 1BB"), ("w1a-0ax", "W1A 0AX"), ("bt1 1aa", "BT1 1AA"), ("ls1", "LS1")],
)
def test_postcodes_as_people_type_them(typed, kept):
    assert forms.Postcode(part_is_fine=True).clean(typed) == kept


@pytest.mark.parametrize("typed", ["LS", "12345", "LS1 4A", "LS1 4CI", "LS1 4AP9"])
def test_what_is_no_postcode(typed):
    with pytest.raises(ValidationError, match="like LS1 4AP"):
        forms.Postcode(part_is_fine=True).clean(typed)


def test_half_a_postcode_only_where_it_is_enough():
    with pytest.raises(ValidationError):
        forms.Postcode().clean("LS1")


@pytest.mark.parametrize("typed", ["07700 900 123", "+44 7700 900123", "(07700) 900-123"])
def test_telephone_numbers_are_kept_in_one_form(typed):
    assert forms.Phone().clean(typed) == "+447700900123"


@pytest.mark.parametrize("typed", ["12", "0770", "0770090012345", "call me"])
def test_what_is_no_telephone_number(typed):
    with pytest.raises(ValidationError, match="telephone number"):
        forms.Phone().clean(typed)


def test_empty_and_optional_is_empty():
    assert forms.Phone(required=False).clean("") == ""
    assert forms.Postcode(required=False).clean("") == ""
    assert forms.Date(required=False).clean(None) is None
    assert forms.Choice(required=False, choices=[("a", "A")]).clean("") == ""


@pytest.mark.parametrize(("day", "month", "year"), [("31", "2", "2026"), ("x", "6", "2026"), ("3", "", "2026")])
def test_dates_that_are_none(day, month, year):
    with pytest.raises(ValidationError, match="real date"):
        forms.Date().clean({"day": day, "month": month, "year": year})


def test_line_breaks_count_once():
    assert forms.LongText(max_length=3).clean("a\r\nb") == "a\nb"


def test_a_character_count_says_the_room_in_words():
    page = read(Example()["about"].draw())
    area = page.one("textarea")
    room = page.one(id=area["data-room-at"])
    assert room["id"] in area["aria-describedby"]
    assert room.text == "There is room for 300 letters."
    assert "{n}" in room["data-left"]


def test_words_are_chosen_when_the_page_is_drawn():
    form = Example({"name": ""})
    with override("cy"):
        assert form.problems()[0].href == "#id_name"


def test_a_field_can_say_its_own_words_when_empty():
    field = forms.Text("Name", missing="Tell us a name to call you by.")
    with pytest.raises(ValidationError, match="Tell us a name"):
        field.clean("")


def test_a_rule_of_the_house_is_shown_at_its_field():
    form = Example(FULL)
    assert form.is_valid()
    form.add_error("name", "Somebody on your map has this name.")
    form.add_error(None, "This cannot be done twice.")
    assert [(p.text, p.href) for p in form.problems()] == [
        ("This cannot be done twice.", ""),
        ("Somebody on your map has this name.", "#id_name"),
    ]


@pytest.mark.parametrize("kind", ["radios", "checkboxes"])
def test_choices_are_drawn_as_the_library_draws_them(kind):
    """We draw long lists ourselves, for speed; a change of the library's markup shows here."""
    choices = [("a", "Tea & <cake>"), ("In the evening", [("b", "Choir"), ("c", "Chess")])]
    given = {"choices": choices, "hints": {"b": 'A "hint"'}, "hint": "Say what you like."}
    field = forms.Choice("Which?", **given) if kind == "radios" else forms.Choices("Which?", **given)

    class Small(forms.Form):
        which = field

    ours = Small({"which": "b" if kind == "radios" else ["b"]})["which"]
    items = [
        {"value": "a", "text": "Tea & <cake>"},
        {"divider": "In the evening"},
        {"value": "b", "text": "Choir", "hint": {"text": 'A "hint"'}, "checked": True},
        {"value": "c", "text": "Chess"},
    ]
    theirs = component(
        kind,
        {
            "idPrefix": "id_which",
            "name": "which",
            "fieldset": {"legend": {"text": "Which?"}},
            "hint": {"text": "Say what you like."},
            "items": items,
        },
    )
    assert [(e.tag, e.attrs, e.text) for e in read(ours.draw()).all()] == [
        (e.tag, e.attrs, e.text) for e in read(theirs).all()
    ]

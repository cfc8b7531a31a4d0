"""Every component on a few pages, for tests and for looking at; only tests know these addresses."""

from types import SimpleNamespace
from typing import Any

from django.conf.urls.i18n import i18n_patterns
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from kith.ui import forms, pages
from kith.ui.frame import Place
from kith.ui.offline import service_worker


class Example(forms.Form):
    name = forms.Text("What shall we call you?", hint="A first name is fine.", max_length=40, autocomplete="nickname")
    about = forms.LongText("What helps on a hard day?", required=False, count=True, max_length=300)
    email = forms.Email("E-mail address", required=False)
    phone = forms.Phone("Telephone number", required=False)
    postcode = forms.Postcode("Where you set out from", part_is_fine=True)
    ring = forms.Choice(
        "How important are they to you?",
        choices=[("inner", "Matters most"), ("middle", "Matters a lot"), ("outer", "Matters")],
        hints={"inner": "You would miss them at once."},
    )
    likes = forms.Choices("What do you like?", choices=[("music", "Music"), ("cats", "Cats"), ("walks", "Walking")])
    travel = forms.Choice(
        "How do you travel?", choices=[("walk", "On foot"), ("bus", "By bus")], shown_as="select", required=False
    )
    minutes = forms.Number("How far would you go?", suffix="minutes", min_value=1, max_value=600)
    first_on = forms.Date("When will you try it?", hint="For example, 3 June 2026.")
    password = forms.Password("Password")
    is_shared = forms.Switch("Other people use this device", hint="We will lock it after 15 minutes.")
    version = forms.Hidden(initial="7")


def form_page(request: HttpRequest) -> HttpResponse:
    form = Example(request.POST or None)
    return pages.show_form(request, "gallery/form.html", form, {"places": PLACES})


def parts_page(request: HttpRequest) -> HttpResponse:
    return pages.show(request, "gallery/parts.html", {"places": PLACES})


def staff_page(request: HttpRequest) -> HttpResponse:
    request.viewer = SimpleNamespace(  # type: ignore[attr-defined]
        is_signed_in=True, on_behalf_of=SimpleNamespace(person_id="1", how="phone")
    )
    request.on_behalf_name = "Arthur"  # type: ignore[attr-defined]
    return pages.show(request, "gallery/staff.html", {"places": DESK})


def help_page(request: HttpRequest) -> HttpResponse:
    return pages.show(request, "gallery/help.html")


def lost_page(request: HttpRequest) -> HttpResponse:
    return pages.not_found()


def plain_page(request: HttpRequest, **_: Any) -> HttpResponse:
    return HttpResponse("plain")


PLACES = [
    Place("home", "Home", "/"),
    Place("rooms", "Rooms", "/rooms"),
    Place("map", "My map", "/map"),
    Place("things", "Things to do", "/things-to-do"),
    Place("plan", "My plan", "/plan"),
    Place("messages", "Messages", "/messages"),
]
DESK = [Place(code, label, f"/desk/{code}") for code, label in [("work", "Work"), ("people", "People")]]

front = [
    path("", parts_page, name="front"),
    path("leave", plain_page, name="leave"),
    path("privacy", plain_page, name="privacy"),
    path("accessibility", plain_page, name="accessibility"),
    path("about", plain_page, name="about"),
    path("desk", plain_page, name="desk"),
    path("sw.js", service_worker, name="offline"),
]
safety = [path("help-now", help_page, name="help-now")]
people = [path("you", plain_page, name="you")]
urlpatterns = i18n_patterns(
    path("", include((front, "front"))),
    path("", include((people, "people"))),
    path("", include((safety, "safety"))),
    path("map/<uuid:person>", plain_page, name="map"),
    path("map", form_page, name="form"),
    path("desk/people", staff_page, name="staff"),
    path("lost", lost_page, name="lost"),
    prefix_default_language=False,
)

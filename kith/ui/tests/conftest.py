"""The gallery, for tests that look at whole pages."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import resolve, set_script_prefix, translate_url
from django.utils.translation import override

from kith.ui import frame

Look = Callable[..., HttpResponse]


@pytest.fixture
def gallery(settings, monkeypatch) -> None:
    """The tests' own pages and addresses, without anybody's domain."""
    settings.ROOT_URLCONF = "kith.ui.tests.gallery"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.TEMPLATES = [
        {
            "BACKEND": "django.template.backends.jinja2.Jinja2",
            "DIRS": [Path(__file__).parent / "jinja2"],
            "APP_DIRS": True,
            "OPTIONS": {"environment": "kith.ui.jinja.environment"},
        }
    ]
    settings.KITH_DEMO = True
    monkeypatch.setitem(frame._LINKS, "offline", "front:offline")
    monkeypatch.setitem(frame._LINKS, "notices", "people:you")
    monkeypatch.setitem(frame._LINKS, "decisions", "people:you")
    settings.KITH_SERVICE_NAME = "Kith"
    settings.KITH_QUICK_EXIT_URL = "https://weather.example.org/"


@pytest.fixture
def look(gallery) -> Look:
    """Ask for a page of the gallery: look("/map"), look("/map", {"name": ""}), look("/map", language="cy")."""

    def ask(
        path: str, data: dict | None = None, *, language: str = "en-gb", inside: str = "/", **on_request
    ) -> HttpResponse:
        path = translate_url(path, language)
        with override(language):
            request = RequestFactory().post(path, data) if data is not None else RequestFactory().get(path)
            request.resolver_match = resolve(path.split("?")[0])
            for name, value in on_request.items():
                setattr(request, name, value)
            match = request.resolver_match
            set_script_prefix(inside)
            try:
                return match.func(request, *match.args, **match.kwargs)
            finally:
                set_script_prefix("/")

    return ask

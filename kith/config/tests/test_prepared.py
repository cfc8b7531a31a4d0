"""What is made from the sources is made when they changed, and only then."""

import gettext
import os
from pathlib import Path

import pytest
from django.test import override_settings

from kith.config.launcher import prepared
from kith.config.launcher.words import Trouble

CATALOGUE = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Leave quickly"
msgstr "Gadael yn gyflym"
"""


@pytest.fixture
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One catalogue in a folder of its own."""
    source = tmp_path / "cy" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text(CATALOGUE)
    monkeypatch.setattr(prepared, "LOCALE", tmp_path)
    return source


def test_words_are_compiled_once(catalogue: Path) -> None:
    prepared.catalogues()
    compiled = catalogue.with_suffix(".mo")
    with compiled.open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("Leave quickly") == "Gadael yn gyflym"
    made = compiled.stat().st_mtime_ns
    prepared.catalogues()
    assert compiled.stat().st_mtime_ns == made


def test_changed_words_are_compiled_again(catalogue: Path) -> None:
    prepared.catalogues()
    compiled = catalogue.with_suffix(".mo")
    catalogue.write_text(CATALOGUE.replace("gyflym", "dawel"))
    os.utime(catalogue, (compiled.stat().st_mtime + 10,) * 2)
    prepared.catalogues()
    assert b"dawel" in compiled.read_bytes()


def test_a_folder_that_cannot_be_written_is_one_sentence(catalogue: Path) -> None:
    catalogue.with_suffix(f".{os.getpid()}").mkdir()  # root may write everywhere, but not into a folder
    with pytest.raises(Trouble, match="as the owner of the folder"):
        prepared.catalogues()


def test_styles_are_collected_once_and_again_when_one_changed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "source" / "kith.css"
    source.parent.mkdir()
    source.write_text("a{}")
    storage = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    with override_settings(
        STATIC_ROOT=str(tmp_path / "static"),
        STATICFILES_DIRS=[str(source.parent)],
        STATICFILES_FINDERS=["django.contrib.staticfiles.finders.FileSystemFinder"],
        STORAGES=storage,
    ):
        for words, told in (("a{}", True), ("a{}", False), ("a{color:red}", True)):
            if source.read_text() != words:
                source.write_text(words)
            prepared.static()
            assert ("Collecting" in capsys.readouterr().err) == told
            assert (tmp_path / "static" / "kith.css").read_text() == words

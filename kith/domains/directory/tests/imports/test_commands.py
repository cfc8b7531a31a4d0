"""The two commands: what is for a program is alone on stdout, progress is on stderr."""

import json

import pytest
from django.core.management import CommandError, call_command

pytestmark = pytest.mark.django_db
COLUMNS = "name,postcode,description,is_free\n"


@pytest.fixture
def a_list(tmp_path):
    path = tmp_path / "clubs.csv"
    path.write_text(COLUMNS + "Chapel Choir,EH6 8PG,We sing,yes\nChess Club,EH1 1DE,Boards,no\n,,,\n")
    return path


def test_import_directory_answers_in_json_alone(a_list, capsys):
    call_command("import_directory", str(a_list), "--json")
    out, err = capsys.readouterr()
    answer = json.loads(out)
    assert (answer["records_in"], answer["kept"], answer["candidates"], answer["refused"]) == (3, 2, 0, 1)
    assert answer["adds_up"] is True
    assert answer["refused_because"] == {"empty_row": 1}
    assert "3 read" in err


def test_import_directory_prints_a_table_for_people(a_list, capsys):
    call_command("import_directory", str(a_list), "--source", "Clubs of the vale")
    out = capsys.readouterr().out
    assert "clubs.csv" in out
    assert "refused 1 because empty_row" in out


def test_a_path_that_is_not_there_is_one_sentence():
    with pytest.raises(CommandError, match="is not there"):
        call_command("import_directory", "/nowhere/at/all.csv")


def test_a_folder_without_a_list_ends_with_an_error(tmp_path):
    (tmp_path / "odd.csv").write_text("a,b\n1,2\n")
    with pytest.raises(SystemExit):
        call_command("import_directory", str(tmp_path))


def test_find_answers_in_json_alone(a_list, capsys):
    call_command("import_directory", str(a_list), verbosity=0)
    capsys.readouterr()
    call_command("find", "singing", "--near", "EH6 8PG", "--free", "--day", "monday", "--json")
    answer = json.loads(capsys.readouterr().out)
    assert [found["name"] for found in answer["found"]] == ["Chapel Choir"]
    assert answer["found"][0]["km"] == 0.0


def test_find_prints_a_line_for_each(a_list, capsys):
    call_command("import_directory", str(a_list), verbosity=0)
    capsys.readouterr()
    call_command("find", "chess", "--near", "ZZ99 9ZZ")
    out = capsys.readouterr().out
    assert "we do not know this postcode" in out
    assert "Chess Club" in out
    assert "not checked: ring first" in out

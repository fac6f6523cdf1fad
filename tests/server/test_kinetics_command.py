"""`holdspace kinetics`: a regimen in words, its course as a table or a picture."""

from xml.etree import ElementTree

import pytest

from holdspace.server.cli import main

ANNA = ("--age", "44", "--weight", "70")
STATEMENT = "Population prediction, not a measurement; not for dosing or discharge."


def run(capsys, *words):
    code = main(["kinetics", *words])
    return code, *capsys.readouterr()


def test_a_table_says_first_what_it_is_not(capsys):
    code, out, _ = run(capsys, "iv:35/40", *ANNA)

    assert code == 0
    assert out.splitlines()[0] == STATEMENT
    (row,) = (line.split() for line in out.splitlines() if line.startswith("  40 "))
    assert [float(number) for number in row[1:4]] == pytest.approx([163.2, 251.1, 385.3], rel=0.02)


def test_a_pause_and_the_devices_at_their_minutes(capsys):
    _, paused, _ = run(capsys, "iv:17.5/20", "iv:17.5/20@30", *ANNA)
    _, devices, _ = run(capsys, "nasal:28", "nasal:28@7", "--drug", "esketamine", *ANNA)

    assert "Kamp 2020" in paused
    assert "Perez-Ruixo 2021" in devices


def test_milligrams_of_the_salt_are_less_of_the_base(capsys):
    _, salt, _ = run(capsys, "iv:40/40", "--salt", *ANNA)
    _, base, _ = run(capsys, "iv:34.68/40", *ANNA)

    assert salt == base


def test_a_refusal_says_why_on_standard_error(capsys):
    code, out, error = run(capsys, "iv:35/40", "--age", "17")

    assert (code, out) == (1, "")
    assert error == "Not predicted. Under 18 years: these models are of adults.\n"


@pytest.mark.parametrize("dose", ["35", "iv:", "ear:35", "iv:35/", "iv:-3"])
def test_a_misspelt_dose_says_how_to_write_one(capsys, dose):
    with pytest.raises(SystemExit) as ended:
        run(capsys, *ANNA, "--", dose)

    assert ended.value.code == 2
    assert "write WAY:MG" in capsys.readouterr().err


def test_a_picture_is_a_whole_svg_with_the_statement_in_it(capsys, tmp_path):
    where = tmp_path / "course.svg"

    code, out, _ = run(capsys, "iv:35/40", *ANNA, "--svg", str(where))

    assert (code, out) == (0, f"Drawn in {where}\n")
    picture = where.read_text(encoding="utf-8")
    assert ElementTree.fromstring(picture).tag.endswith("svg")  # noqa: S314 - our own
    assert f">{STATEMENT}<" in picture
    assert "Altered perception: strongest about 40 min" in picture


def test_a_place_that_cannot_be_written_to_is_said(capsys, tmp_path):
    code, _, error = run(capsys, "iv:35/40", *ANNA, "--svg", str(tmp_path))

    assert code == 1
    assert error.startswith(f"{tmp_path}: ")

"""A licensed copy on its page: loaded, refused, used, kept by what was asked in it, ended."""

import json
from datetime import UTC, datetime

import pytest
import yaml
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from holdspace.clinic.context import clinic_context
from holdspace.pathway.measures.models import Asked, LicensedCopy
from holdspace.pathway.measures.queries import latest_result
from holdspace.pathway.measures.wording import copies_in_use, instrument_of
from tests.domain.scales.made_up_copy import copy
from tests.pathway.measures.asked import asked_of, finish, own

NOW = datetime(2026, 3, 9, 9, 0, tzinfo=UTC)
WHERE = "/clinic/questionnaires/isi/load/"


@pytest.fixture
def desk(cast):
    client = Client()
    client.force_login(cast.staff["okafor"].account)
    return client


def text(response) -> str:
    return " ".join(response.content.decode().split())


def load(desk, content, name="isi.json"):
    sent = content if isinstance(content, bytes) else json.dumps(content).encode()
    return desk.post(
        WHERE,
        {
            "file": SimpleUploadedFile(name, sent),
            "held_by": "Harbour Clinic",
            "statement": "Made-up agreement of March.",
        },
    )


def test_a_copy_is_loaded_shown_and_from_then_on_asked_on_the_phone(cast, desk):
    shown = text(desk.get(load(desk, copy())["Location"]))

    with clinic_context(cast.clinic.id):
        asked = asked_of(cast, "isi", NOW)
        finish(asked, [2] * 7, by=own(cast), now=NOW)
        result = latest_result(cast.patients["mara"].pk, "isi")

    assert "Made-up question 7" in shown
    assert "A made-up notice." in shown
    assert (asked.is_on_phone, result.total) == (True, 14)


def test_the_page_sends_the_file_and_not_only_its_name(desk):
    assert 'enctype="multipart/form-data"' in desk.get(WHERE).content.decode()


def test_yaml_will_do_as_well(desk):
    assert load(desk, yaml.safe_dump(copy()).encode(), "isi.yaml").status_code == 302


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (copy(count=6), "questions: ISI has the numbers 1 to 7"),
        (copy("fss", 9), "words for each answer 1 to 7"),
        (copy("phq9", 10, choices=copy()["choices"][:4]), "this file is for phq9, not for isi"),
        (b"\xff\xfe\x00", "This is not a text file in UTF-8."),
        (b"a: [", "This is neither JSON nor YAML near line"),
        (b"- 1", "The file has no fields"),
        (b"code: 2026-01-01", "neither words nor numbers"),
        (b"x" * 200_001, "This file is larger than 200 kB."),
    ],
)
def test_a_file_that_does_not_fit_is_refused_and_what_was_typed_stays(cast, desk, content, words):
    refused = load(desk, content)

    assert refused.status_code == 422
    assert words in text(refused)
    assert "Made-up agreement of March." in text(refused)
    with clinic_context(cast.clinic.id):
        assert not LicensedCopy.objects.exists()


def test_what_was_asked_keeps_its_wording_when_another_copy_comes(cast, desk):
    load(desk, copy())
    with clinic_context(cast.clinic.id):
        before = asked_of(cast, "isi", NOW)
    load(desk, copy(edition="made-up edition 2", stem="Made-up words above"))
    with clinic_context(cast.clinic.id):
        standing = Asked.objects.select_related("copy").get(pk=before.pk)
        after = asked_of(cast, "isi", NOW, key="theo")

        assert instrument_of(standing).stem == ""
        assert instrument_of(after).stem == "Made-up words above"


def test_a_copy_out_of_use_is_asked_on_no_phone(cast, desk):
    load(desk, copy())
    with clinic_context(cast.clinic.id):
        loaded = LicensedCopy.objects.get()

    desk.post(f"/clinic/questionnaires/copies/{loaded.pk}/end/")

    with clinic_context(cast.clinic.id):
        assert copies_in_use(cast.clinic.id) == {}
        assert not asked_of(cast, "isi", NOW).is_on_phone
    assert "taken out of use by Dr Okafor" in text(desk.get("/clinic/questionnaires/"))


def test_one_clinic_does_not_see_the_copy_of_another(cast, stranger, desk):
    load(desk, copy())
    with clinic_context(cast.clinic.id):
        loaded = LicensedCopy.objects.get()
    far = Client()
    far.force_login(stranger.staff["okafor"].account)

    assert far.get(f"/clinic/questionnaires/copies/{loaded.pk}/").status_code == 404
    assert "made-up edition 1" not in text(far.get("/clinic/questionnaires/"))

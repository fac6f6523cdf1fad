"""The intake on the person's own phone: saved at each step, resumed, never a "no" from silence."""

from __future__ import annotations

import pytest
from django.urls import reverse

from holdspace.clinic.context import clinic_context
from holdspace.clinic.tasks.models import Task
from holdspace.domain.screening_facts import Section
from holdspace.pathway.consult.intake_steps import screens_of
from holdspace.pathway.consult.models import MedicineLine, StatedFact
from holdspace.pathway.consult.stated_queries import facts_known, intake_finished, medicines_known
from tests.clinic.own_sign_in import sign_in_as_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def mara(cast, client):
    sign_in_as_person(client, cast.patients["mara"])
    return cast.patients["mara"]


def known(patient):
    with clinic_context(patient.clinic_id):
        return facts_known(patient.pk)


def heart(screen=1):
    return reverse("consult:about_questions", args=["heart", screen])


def test_who_reads_the_answers_is_said_before_the_first_question(client, mara) -> None:
    overview = client.get(reverse("consult:about")).content.decode()
    first = client.get(heart()).content.decode()

    assert "Who sees this" in overview
    assert first.index("Who sees this") < first.index(screens_of(Section.HEART)[0][0].question)


def test_an_answer_is_kept_at_once_and_the_next_screen_comes(client, mara) -> None:
    code = screens_of(Section.HEART)[0][0].code

    answer = client.post(heart(), {code: "yes"})

    assert answer.status_code == 302
    assert answer.url == heart(2)
    assert known(mara)[code].latest.value is True


def test_a_question_that_is_left_is_no_answer(client, mara) -> None:
    codes = [fact.code for fact in screens_of(Section.HEART)[0]]

    client.post(heart(), {codes[0]: "no"})

    assert set(known(mara)) == {codes[0]}


def test_not_knowing_and_not_saying_are_kept_as_what_they_are(client, mara) -> None:
    codes = [fact.code for fact in screens_of(Section.HEART)[0]]

    client.post(heart(), {codes[0]: "do_not_know", codes[1]: "rather_not_say"})

    said = known(mara)
    assert [said[code].latest.value for code in codes[:2]] == [None, None]
    assert said[codes[1]].latest.why_unknown == "rather_not_say"


def test_what_hangs_on_an_answer_is_asked_only_then(client, mara) -> None:
    client.post(heart(2), {"heart_event": "yes"})
    yes = client.get(heart(3)).content.decode()
    client.post(heart(2), {"heart_event": "no"})
    no = client.get(heart(3)).content.decode()

    assert "heart_event_on" in yes
    assert "heart_event_on" not in no


def test_a_page_sent_again_unchanged_writes_nothing_over_what_staff_wrote_since(
    client, cast, mara
) -> None:
    from django.utils import timezone

    from holdspace.pathway.consult.stated_actions import Answered, state_fact
    from holdspace.pathway.consult.teller import staff_about

    client.post(heart(), {"aneurysm_or_malformation": "no"})
    with clinic_context(cast.clinic.id):
        state_fact(
            by=staff_about(cast.actor("okafor"), mara),
            code="aneurysm_or_malformation",
            answer=Answered(value=True),
            now=timezone.now(),
        )

    client.post(
        heart(), {"aneurysm_or_malformation": "no", "initial-aneurysm_or_malformation": "no"}
    )

    assert known(mara)["aneurysm_or_malformation"].latest.value is True


def test_something_that_is_no_number_is_said_and_nothing_typed_is_lost(client, mara) -> None:
    client.post(reverse("consult:about_medicine_new"), {"picked": "Xanax"})
    answer = client.post(
        reverse("consult:about_medicine_new"), {"typed": "Xanax", "dose_mg": "half", "per": "day"}
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "is not a number" in page
    assert 'value="Xanax"' in page


def test_a_medicine_is_found_by_its_brand_and_kept_with_its_ingredient(client, mara) -> None:
    found = client.post(reverse("consult:about_medicines"), {"q": "xan"}).content.decode()
    client.post(
        reverse("consult:about_medicine_new"),
        {"typed": "Xanax", "dose_mg": "0.5", "times": "2", "per": "day"},
    )

    with clinic_context(mara.clinic_id):
        (line,) = medicines_known(mara.pk)
    assert "Alprazolam" in found
    assert (line.ingredient, str(line.dose_mg), str(line.times_a_day)) == (
        "alprazolam", "0.500", "2.00",
    )  # fmt: skip


def test_a_medicine_nobody_knows_is_kept_as_it_was_written(client, mara) -> None:
    client.post(reverse("consult:about_medicine_new"), {"typed": "Grandma's drops", "per": "day"})

    with clinic_context(mara.clinic_id):
        (line,) = medicines_known(mara.pk)
    assert (line.typed, line.ingredient, line.dose_mg) == ("Grandma's drops", "", None)


def test_a_medicine_taken_off_is_still_in_the_record(client, mara) -> None:
    client.post(reverse("consult:about_medicine_new"), {"typed": "Zoloft", "per": "day"})
    with clinic_context(mara.clinic_id):
        line = medicines_known(mara.pk)[0].line

    client.post(reverse("consult:about_medicine_off", args=[line]))

    with clinic_context(mara.clinic_id):
        assert medicines_known(mara.pk) == []
        assert MedicineLine.objects.filter(line=line).count() == 2


def test_a_condition_from_the_list_answers_its_question_too(client, mara) -> None:
    page = reverse("consult:about_list", args=["condition"])
    found = client.post(page, {"q": "hypert"}).content.decode()

    client.post(page, {"typed": "High blood pressure", "detail": ""})

    assert "High blood pressure" in found
    assert known(mara)["hypertension"].latest.value is True


def test_finishing_says_thank_you_and_asks_somebody_to_read_it(client, mara) -> None:
    client.post(heart(), {"stroke": "no"})

    answer = client.post(reverse("consult:about_finish"), follow=True)

    with clinic_context(mara.clinic_id):
        assert intake_finished(mara.pk).open_questions > 0
        assert [task.kind for task in Task.objects.all()] == ["intake_to_read"]
    assert "What happens next" in answer.content.decode()


def test_another_persons_line_is_not_there(client, cast, mara) -> None:
    client.post(reverse("consult:about_medicine_new"), {"typed": "Zoloft", "per": "day"})
    with clinic_context(mara.clinic_id):
        line = medicines_known(mara.pk)[0].line
    sign_in_as_person(client, cast.patients["theo"])

    assert client.get(reverse("consult:about_medicine", args=[line])).status_code == 404
    assert client.post(reverse("consult:about_medicine_off", args=[line])).status_code == 404


def test_each_word_is_a_row_of_its_own(client, mara) -> None:
    client.post(heart(), {"stroke": "no"})
    client.post(heart(), {"stroke": "yes", "initial-stroke": "no"})

    with clinic_context(mara.clinic_id):
        values = list(StatedFact.objects.filter(code="stroke").values_list("value", flat=True))
    assert values == [True, False]


def test_how_many_questions_are_open_is_said_in_a_whole_sentence(client, mara) -> None:
    client.post(heart(), {"stroke": "no"})

    overview = client.get(reverse("consult:about"))

    count = overview.context["intake"].open_count
    said = " ".join(overview.content.decode().split())
    assert f"{count} questions are still open. You can finish now." in said
    assert "{" not in said.split("</head>")[1]


def test_what_was_written_about_a_medicine_is_not_lost_when_something_else_changes(
    client, cast, mara
) -> None:
    from django.utils import timezone

    from holdspace.pathway.consult.stated_actions import MedicineSaid, list_medicine
    from holdspace.pathway.consult.teller import staff_about

    with clinic_context(cast.clinic.id):
        line = list_medicine(
            by=staff_about(cast.actor("ana"), mara),
            said=MedicineSaid(typed="Tavor", taken_as="melting tablet"),
            now=timezone.now(),
        ).line
    address = reverse("consult:about_medicine", args=[line])
    client.post(
        address, {"typed": "Tavor", "dose_mg": "1", "per": "day", "taken_as": "melting tablet"}
    )

    with clinic_context(mara.clinic_id):
        (kept,) = medicines_known(mara.pk)
    assert (kept.taken_as, str(kept.dose_mg)) == ("melting tablet", "1.000")

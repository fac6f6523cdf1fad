"""The staff's pages: ask, enter, read, strike; what got worse stands first."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from holdspace.clinic.context import clinic_context
from holdspace.clinic.outbox.models import Mail
from holdspace.clinic.people.models import Patient
from holdspace.domain.suicide_risk import Tier
from holdspace.pathway.measures import actions, risk_actions
from holdspace.pathway.measures.models import Answer, Asked, Finished, RiskTier
from holdspace.pathway.measures.queries import outstanding
from tests.clinic.own_sign_in import own_sign_in
from tests.pathway.measures.asked import asked_of, finish, own

NOW = datetime(2026, 3, 9, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def signed_in(cast, key) -> Client:
    client = Client()
    client.force_login(cast.staff[key].account)
    return client


@pytest.fixture
def desk(cast):
    return signed_in(cast, "okafor")


@pytest.fixture
def mara(cast):
    return f"/people/{cast.patients['mara'].pk}"


def text(response) -> str:
    return " ".join(response.content.decode().split())


def opened_on(page) -> str:
    return re.search(r'name="opened_on" value="(\w+)"', page.content.decode()).group(1)


def results(cast, code, *scores, begin=NOW):
    """Results a day apart, each with a sum, from the first question on."""
    with clinic_context(cast.clinic.id):
        for days, answers in enumerate(scores):
            at = begin + days * DAY
            finish(asked_of(cast, code, at), answers, by=own(cast), now=at)


def sevens(*totals):
    return [[min(3, max(0, total - 3 * place)) for place in range(7)] for total in totals]


def test_several_are_asked_at_once_for_a_moment_of_the_clinic(cast, desk, mara):
    answer = desk.post(
        f"{mara}/measures/ask/",
        {
            "codes": ["phq9", "madrs"],
            "day": "2026-03-10",
            "at": "0900",
            "on_phone": "on",
            "may_skip": "on",
        },
    )

    assert answer.status_code == 302
    with clinic_context(cast.clinic.id):
        asked = outstanding(cast.patients["mara"].pk, datetime.now(UTC))
        assert [(each.code, each.is_on_phone) for each in asked] == [
            ("madrs", False),
            ("phq9", True),
        ]
        assert asked[0].due_at == datetime(2026, 3, 10, 8, 0, tzinfo=UTC)


def test_who_has_no_pages_of_their_own_is_said_and_gets_no_mail(cast, desk, mara):
    answer = desk.post(f"{mara}/measures/ask/", {"codes": ["phq9"], "on_phone": "on"})

    assert "This person has no pages of their own yet" in text(desk.get(answer["Location"]))
    with clinic_context(cast.clinic.id):
        assert not Mail.objects.exists()


def test_who_has_pages_and_an_address_gets_one_mail_that_says_nothing(cast, desk, mara):
    with clinic_context(cast.clinic.id):
        Patient.objects.filter(pk=cast.patients["mara"].pk).update(email="mara@demo.example")
        own_sign_in(cast.patients["mara"])

    answer = desk.post(f"{mara}/measures/ask/", {"codes": ["phq9", "pcl5"], "on_phone": "on"})

    assert "no pages of their own" not in text(desk.get(answer["Location"]))
    with clinic_context(cast.clinic.id):
        mail = Mail.objects.get()
        assert (mail.kind, mail.link) == ("something_to_fill_in", "/me/scales/")


def test_a_time_without_a_day_is_asked_for_and_nothing_typed_is_lost(cast, desk, mara):
    answer = desk.post(f"{mara}/measures/ask/", {"codes": ["pcl5"], "at": "0900"})

    assert answer.status_code == 422
    assert "Day and time go together." in text(answer)
    assert re.search(r'value="pcl5"[^>]*checked', answer.content.decode())
    with clinic_context(cast.clinic.id):
        assert not Asked.objects.exists()


def entered(cast, desk, code, **posted):
    with clinic_context(cast.clinic.id):
        asked = asked_of(cast, code, NOW)
    page = desk.get(f"/questionnaires/{asked.pk}/")
    return desk.post(f"/questionnaires/{asked.pk}/", {"opened_on": opened_on(page), **posted})


def test_numbers_are_entered_without_wording_and_scored(cast, desk):
    answers = {f"question_{number}": "2" for number in range(1, 8)}

    assert entered(cast, desk, "isi", **answers).status_code == 302
    with clinic_context(cast.clinic.id):
        finished = Finished.objects.get()
        assert (finished.total, finished.band) == (14, "subthreshold")


def test_what_is_left_out_is_not_answered_and_not_zero(cast, desk):
    answers = {f"question_{number}": "2" for number in range(1, 7)}

    entered(cast, desk, "isi", **answers)

    with clinic_context(cast.clinic.id):
        finished = Finished.objects.get()
        assert (finished.total, finished.why_none) == (None, "Not answered: 7.")


def test_answers_may_be_kept_and_finished_later(cast, desk, mara):
    entered(cast, desk, "isi", question_1="2", keep="yes")

    with clinic_context(cast.clinic.id):
        assert Answer.objects.count() == 1
        assert not Finished.objects.exists()
    assert "1 of 7 reached" in text(desk.get(f"{mara}/measures/"))


def test_a_number_out_of_range_is_refused_and_nothing_is_kept(cast, desk):
    refused = entered(cast, desk, "ebi", question_1="101")

    assert refused.status_code == 422
    with clinic_context(cast.clinic.id):
        assert not Answer.objects.exists()


def test_an_empty_questionnaire_is_not_finished(cast, desk):
    refused = entered(cast, desk, "isi")

    assert refused.status_code == 422
    assert "There is no answer in it yet." in text(refused)


def test_an_entered_answer_that_touches_suicide_leads_to_the_tier(cast, desk, mara):
    answer = entered(cast, desk, "qids16", question_12="1", keep="yes")
    page = text(desk.get(answer["Location"]))

    assert answer["Location"] == f"{mara}/risk-tier/"
    assert "An answer touches suicide. A task is open for it." in page


def test_the_second_to_enter_is_shown_both_versions(cast, desk):
    with clinic_context(cast.clinic.id):
        asked = asked_of(cast, "isi", NOW)
    opened = opened_on(desk.get(f"/questionnaires/{asked.pk}/"))
    with clinic_context(cast.clinic.id):
        actions.answer(by=cast.actor("ana"), asked=asked, number=1, value=3, now=NOW)

    stale = desk.post(f"/questionnaires/{asked.pk}/", {"opened_on": opened, "question_1": "0"})

    assert stale.status_code == 409
    assert "Ana Silva" in text(stale)


def test_what_got_worse_stands_before_what_got_better(cast, desk, mara):
    results(cast, "gad7", *sevens(10, 17))
    results(cast, "peg", [8, 8, 8], [1, 1, 1], begin=NOW + DAY)

    page = text(desk.get(f"{mara}/measures/"))

    assert page.index('id="gad7"') < page.index('id="peg"')
    assert "Worse by 7 points" in page
    assert "From moderate to severe." in page
    assert "-7.0 (-87.5 %) since 10 Mar 2026, response" in page


def test_a_single_result_is_compared_with_nothing(cast, desk, mara):
    results(cast, "gad7", *sevens(10))

    page = text(desk.get(f"{mara}/measures/"))

    assert "<b>10</b>" in page
    assert "since" not in page.partition('id="gad7"')[2].partition("</section>")[0]


def test_a_skipped_question_about_suicide_is_said(cast, desk, mara):
    results(cast, "phq9", [1, 1, 1, 1, 1, 1, 1, 1, None])

    assert "A question about suicide was not answered" in text(desk.get(f"{mara}/measures/"))


def test_a_result_shows_every_answer_and_is_struck_with_a_reason(cast, desk, mara):
    results(cast, "gad7", *sevens(10))
    with clinic_context(cast.clinic.id):
        address = f"/results/{Finished.objects.get().pk}/"

    shown = text(desk.get(address))
    unreasoned = desk.post(address, {"reason": " "})
    desk.post(address, {"reason": "Her brother answered."})
    page = text(desk.get(f"{mara}/measures/"))

    assert "1. Feeling nervous, anxious or on edge</span> <b>Nearly every day</b>" in shown
    assert unreasoned.status_code == 422
    assert "Her brother answered." in page
    assert 'id="gad7"' not in page


def test_no_tier_is_not_known_and_an_old_one_is_not_known_any_more(cast, desk, mara):
    before = text(desk.get(f"{mara}/measures/"))
    with clinic_context(cast.clinic.id):
        risk_actions.note_tier(
            actor=cast.actor("okafor"),
            patient=cast.patients["mara"],
            tier=Tier.NONE,
            basis="Asked.",
            now=NOW,
        )
        asked = asked_of(cast, "phq9", NOW)
        actions.answer(by=own(cast), asked=asked, number=9, value=1, now=NOW + DAY)
    after = text(desk.get(f"{mara}/measures/"))

    assert "<b>Not known.</b> Nobody has noted a tier." in before
    assert "Not known any more: an answer that touches suicide came on 10 March" in after


def test_a_tier_is_noted_with_its_basis(cast, desk, mara):
    opened = opened_on(desk.get(f"{mara}/risk-tier/"))
    missing = desk.post(f"{mara}/risk-tier/", {"opened_on": opened, "tier": "low"})
    desk.post(f"{mara}/risk-tier/", {"opened_on": opened, "tier": "low", "basis": "We talked."})

    assert missing.status_code == 422
    with clinic_context(cast.clinic.id):
        noted = RiskTier.objects.get()
        assert (noted.tier, noted.basis, noted.noted_by.name) == (
            "low",
            "We talked.",
            "Dr Okafor",
        )


@pytest.mark.parametrize("key", ["desk", "owner", "auditor"])
def test_who_reads_no_chart_reads_no_measures(cast, mara, key):
    assert signed_in(cast, key).get(f"{mara}/measures/").status_code == 403

"""One session as one document: what the page shows, the file prints and a signature covers.

The document says what the log says. Signing and closing are not part of it, so that a second
signature covers the very same words; and it holds of the monitor only what had come when the last
entry was written, so that it stands still while a monitor goes on sending.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdspace.domain.session import fold
from holdspace.domain.session_events import RecordClosed, RecordSigned
from holdspace.pathway.dosing_session.circumstances import Circumstances
from holdspace.pathway.dosing_session.samples import Samples
from holdspace.pathway.dosing_session.summary_axis import axis_of
from holdspace.pathway.dosing_session.summary_consents import consents_in
from holdspace.pathway.dosing_session.summary_course import (
    corrections_of,
    emergencies_of,
    events_of,
    harm_in_short,
    harm_of,
)
from holdspace.pathway.dosing_session.summary_document import FORM, Document
from holdspace.pathway.dosing_session.summary_doses import doses_of, plans_of, total_of
from holdspace.pathway.dosing_session.summary_frame import (
    LEGEND,
    flags_of,
    gates_of,
    head_of,
    home_of,
    own_words_of,
    staff_of,
)
from holdspace.pathway.dosing_session.summary_help import calls_of
from holdspace.pathway.dosing_session.summary_timeline import chart_of, stream_of
from holdspace.pathway.dosing_session.summary_times import Times, day_in_words
from holdspace.pathway.dosing_session.summary_vitals import extremes_of, scales_of, vitals_of
from holdspace.pathway.dosing_session.worth_a_look import Seen, worth_a_look
from holdspace.pathway.prepare.models import Intention
from holdspace.pathway.prepare.queries import zone_of

if TYPE_CHECKING:
    from datetime import datetime

    from holdspace.domain.session import Session
    from holdspace.domain.session_log import Entry
    from holdspace.pathway.course.models import DoseCycle
    from holdspace.pathway.dosing_session.looking import Look

ABOUT_THE_RECORD = (RecordSigned, RecordClosed)
"""What is done to the record as a whole, and is therefore not part of what is signed."""


def content_of(look: Look) -> tuple[Entry, ...]:
    """The entries that a document is made of."""
    return tuple(
        entry for entry in look.log.entries if not isinstance(entry.body, ABOUT_THE_RECORD)
    )


def times_of(look: Look) -> Times:
    """The session's day and the clock of its clinic."""
    zone = zone_of(look.session.cycle)
    return Times(zone, look.session.opened_at.astimezone(zone).date())


def document_of(look: Look) -> Document:
    """The document of a session as its log now stands."""
    session = look.session
    entries = content_of(look)
    state = fold(entries)
    until = max((entry.recorded_at for entry in entries), default=session.opened_at)
    times = times_of(look)
    protocol = Circumstances(session, look.now).protocol
    samples = Samples.of(one for one in look.samples if one.received_at <= until)
    axis = axis_of(state, session.opened_at)
    at_the_end = _end_of(state, until)
    return Document(
        form=FORM,
        session_id=str(session.pk),
        person=session.patient.full_name,
        born=day_in_words(session.patient.born_on),
        clinic=session.clinic.name,
        room=session.room.name,
        day=day_in_words(times.day),
        zone=str(times.zone),
        head=head_of(state, session, protocol, times),
        staff=staff_of(state),
        glance=(*extremes_of(state, times), harm_in_short(state)),
        plans=plans_of(state, times),
        doses=doses_of(state, times, at_the_end),
        total=total_of(state, at_the_end),
        vitals=vitals_of(state, times),
        scales=scales_of(state, protocol, times),
        events=events_of(state, times),
        harm=harm_of(state, times),
        emergencies=emergencies_of(state, times),
        gates=gates_of(state, times),
        home=home_of(state, times),
        corrections=corrections_of(state, times, {one.id: one.at for one in look.samples}),
        legend=LEGEND,
        stream=stream_of(state, samples, axis, times),
        own_words=own_words_of(
            state,
            called=session.patient.first_name,
            day=day_in_words(times.day),
            intention=_intention(session.cycle, until),
        ),
        chart=chart_of(state, samples, axis, times),
        not_understood=look.log.not_understood or "",
        flags=flags_of(look, state, times, at_the_end),
        calls=calls_of(state, times),
        consents=consents_in(session, look.log.state, times, look.now),
        worth_a_look=worth_a_look(
            Seen(
                session=session,
                state=state,
                protocol=protocol,
                samples=samples,
                clock_offsets_ms=look.log.clock_offsets_ms,
                until=until,
            ),
            times,
        ),
    )


def _end_of(state: Session, until: datetime) -> datetime:
    """Up to when doses are counted: a dose charted for later than the last entry counts too."""
    return max((until, *(kept.at for kept in state.standing)))


def _intention(cycle: DoseCycle, until: datetime) -> str:
    """As it was written when the last entry was: a later edit does not reach into a session."""
    latest = Intention.objects.filter(cycle=cycle, noted_at__lte=until).first()
    return latest.words if latest else ""

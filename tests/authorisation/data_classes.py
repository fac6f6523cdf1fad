"""Which class of data each model holds, and what of it somebody is shown on pages of their own."""

from __future__ import annotations

STAFF, WHO, CHART, AUDIT, STATEMENT = "staff", "who", "chart", "audit", "statement"
DEVICE, SECRET, SHARED = "device", "secret", "shared"
CLASSES = {
    "people.Clinic": STAFF,
    "people.Account": STAFF,
    "people.StaffMember": STAFF,
    "rooms.Room": STAFF,
    "tablets.Tablet": STAFF,
    "tablets.TabletPin": STAFF,
    "dosing_session.Monitor": STAFF,
    # Everybody who works here may know what rings.
    "dosing_session.SoundSetting": STAFF,
    "monitors.DeviceToken": STAFF,
    "monitors.DeviceToken.digest": SECRET,
    "people.SignedStatement": STATEMENT,
    "measures.LicensedCopy": STATEMENT,
    "consult.SettingsVersion": STATEMENT,
    "people.Patient": WHO,
    # On which phones somebody opens their own pages; never by what secret.
    "own_access.OwnDevice": WHO,
    "own_access.OwnDevice.key_sha256": SECRET,
    "own_access.OwnDevice.pin_hash": SECRET,
    "own_access.PatientLink": SECRET,
    "own_access.PatientSignIn": SECRET,
    # How somebody of a circle comes in; nobody at the clinic reads that.
    "supporters.Invitation": SECRET,
    "supporters.SupporterPhone": SECRET,
    # Whom a mail went to and what the server said; what it is about, its link alone would say.
    "outbox.Mail": WHO,
    "outbox.Mail.link": SECRET,
    # Of a kind that the front desk is asked about; of the others test_tasks.py tells.
    "tasks.Task": WHO,
    "tasks.TaskAct": WHO,
    # What a person keeps to themselves. In this world the small things are shown to therapists.
    "practices.OpenDaysPlan": SECRET,
    "practices.Lean": SECRET,
    "practices.Wheel": SECRET,
    "practices.WheelScore": SECRET,
    # Sealed before it came; a copy of an entry is for the one reader it names.
    "journal.JournalKey": SECRET,
    "journal.JournalEntry": SECRET,
    "journal.JournalPart": SECRET,
    "journal.SharedCopy": SHARED,
    "journal.SharedMedia": SHARED,
    # What a person has not sent, nobody on the staff reads.
    "questions.QuestionDraft": SECRET,
    "check_ins.WordsDraft": SECRET,
    # Whom the clinic can name to a person: nothing of any person is in it.
    "visits.Specialist": STAFF,
    "visits.SpecialistWord": STAFF,
    # What a link opens, and what its author sealed: no page shows either as it is stored.
    "visits.Share.secret_sha256": SECRET,
    "visits.Share.word_hash": SECRET,
    "visits.NotesKey": SECRET,
    "visits.PsychotherapyNote": SECRET,
    # Who took data out and why; never the rows themselves, nor what made their numbers up.
    "outcomes.Export": STATEMENT,
    "outcomes.Export.key": SECRET,
    "outcomes.ExportPart": SECRET,
    "audit.AuditEntry": AUDIT,
    # What a device says of itself; what it says of a person is in `raw`.
    # What a device says of itself, in words without names.
    "dosing_session.MonitorDoubt": DEVICE,
    "dosing_session.MonitorDoubt.named": SECRET,
    "dosing_session.MonitorMessage": DEVICE,
    "dosing_session.MonitorMessage.raw": CHART,
}
"""Which class of data a model holds (reference 2.5). One that is not listed is chart."""
SHOWN_TO_PATIENTS = {
    "people.Patient.given_name",
    "people.Patient.called",
    # The number we would call, so that they can say when it is wrong.
    "people.Patient.phone",
    "people.Clinic.name",
    "own_access.OwnDevice.name",
    # Their questions, and who answers them.
    "people.StaffMember.name",
    "check_ins.CheckInAnswer.words",
    "check_ins.WordsDraft.words",
    "consult.Consent.meaning",
    "consult.Consent.scope",
    "consult.Consent.signed_name",
    "consult.ListedThing.detail",
    "consult.ListedThing.typed",
    "consult.MedicineLine.taken_as",
    "consult.MedicineLine.typed",
    "consult.SignedDecision.words_for_person",
    "course.Goals.words",
    # As they sealed it themselves.
    "journal.JournalPart.sealed",
    # Their own practices, in their words.
    "practices.Lean.words",
    "practices.OpenDaysPlan.belief",
    "practices.OpenDaysPlan.instead",
    "practices.OpenDaysPlan.practice",
    "practices.OpenDaysPlan.when",
    "practices.SmallThing.title",
    "practices.SmallThing.when",
    "practices.SmallThing.why",
    "practices.Wheel.tended_how",
    "practices.WheelScore.name",
    "prepare.Draft.values",
    "prepare.Escort.name",
    "prepare.Escort.phone",
    "prepare.Escort.relation",
    "prepare.GuidancePlan.avoid",
    "prepare.GuidancePlan.eye_mask",
    "prepare.GuidancePlan.hand_signal",
    "prepare.GuidancePlan.music",
    "prepare.GuidancePlan.touch_areas",
    "prepare.GuidancePlan.when_it_gets_hard",
    "prepare.GuidancePlan.words_that_help",
    "prepare.Intention.words",
    "prepare.MedicineLines.words",
    "questions.QuestionDraft.words",
    "questions.QuestionMessage.words",
    "review.CourseClosing.for_person",
    "review.CourseClosing.whom_to_call",
    "review.GoalRated.goal",
    "review.NextWish.words",
    "review.OwnSigns.helps",
    "review.OwnSigns.keeps",
    "review.OwnSigns.signs",
    "review.OwnSigns.whom",
    # What they share with whom; what they agreed on, when the therapist lets them read it.
    "visits.OtherCare.name",
    "visits.Share.purpose",
    "visits.Share.to_whom",
    # Their circle, and the page that they look at before they give it.
    "supporters.Supporter.name",
    "supporters.Supporter.relation",
    "people.Clinic.emergency_address",
}
"""What a patient's own pages may show, of that patient's own: each field is named, and no other."""
SHOWN_TO_SUPPORTERS = {
    "people.Patient.called",
    "people.Clinic.name",
    # Where to come to.
    "people.Clinic.emergency_address",
    # Who has seen that something is wrong, and what they answer.
    "people.StaffMember.name",
    "circle.CircleCallMessage.words",
    # Of the plan, what the person chose for them.
    "prepare.GuidancePlan.avoid",
    "prepare.GuidancePlan.when_it_gets_hard",
    "prepare.GuidancePlan.words_that_help",
}
"""What a supporter's pages may show, of the one person whose circle it is."""

"""What is asked to know the person: hopes, medicines, experience, home; and what staff measure."""

from __future__ import annotations

from functools import partial

from holdspace.domain.screening_fact import FactAsked, Section

_goals = partial(FactAsked, section=Section.GOALS, kind="text", by="person")
_medicines = partial(FactAsked, section=Section.MEDICINES, by="both", good_for="medicine_days")
_experience = partial(FactAsked, section=Section.EXPERIENCE, kind="yes_no", by="person")
_home = partial(FactAsked, section=Section.HOME, kind="yes_no", by="person")
_work_up = partial(
    FactAsked, section=Section.WORK_UP, kind="number", by="staff", good_for="laboratory_days"
)

GOALS: tuple[FactAsked, ...] = (
    _goals(
        code="reasons",
        kind="choices",
        staff_words="Why the person comes",
        question="What brings you here?",
        help="Choose as many as fit.",
        choices=(
            ("depression", "Low mood"),
            ("anxiety", "Worry or fear"),
            ("trauma", "Something bad that happened"),
            ("pain", "Pain"),
            ("other", "Something else"),
        ),
        why="The indication of the course is chosen with it (product 0.1).",
    ),
    _goals(
        code="hopes",
        staff_words="What the person hopes for",
        question="What do you hope will be better in your life?",
        why="The goals of the course, in the person's own words (product 0.1, 1.1).",
    ),
    _goals(
        code="tried_before",
        staff_words="Treatments tried before",
        question="What have you tried so far, and what helped, even a little?",
        why="Part of the baseline that published programmes ask for.",
    ),
    _goals(
        code="other_care",
        staff_words="Who else gives care",
        question="Who else takes care of you?",
        help="It may be a family doctor, or someone you talk to.",
        why="Ketamine is never the whole plan (product 0.3).",
    ),
)

MEDICINES: tuple[FactAsked, ...] = (
    _medicines(
        code="medicines",
        kind="medicines",
        staff_words="Medicines",
        question="Which medicines do you take?",
        help="Also name drops, sprays, herbs, and those you take only now and then.",
    ),
    _medicines(
        code="medicines_listed_all",
        kind="yes_no",
        staff_words="All medicines are listed",
        question="Is this all you take?",
        help="If you take none, say yes.",
    ),
)

EXPERIENCE: tuple[FactAsked, ...] = (
    _experience(
        code="ketamine_before",
        staff_words="Has had ketamine before",
        question="Have you had ketamine before?",
        why="A person who knows the state prepares for it otherwise (product 1.1).",
    ),
    _experience(
        code="ketamine_before_words",
        kind="text",
        staff_words="How ketamine was",
        question="How was it for you?",
        asked_if=("ketamine_before", True),
        why="What was hard or good before shapes the guidance plan (product 1.1, 2.3).",
    ),
    _experience(
        code="psychedelics_before",
        staff_words="Has had another psychedelic before",
        question="Have you had mushrooms, LSD, or something like them?",
        why="Asked with ketamine before (product 1.1).",
    ),
    _experience(
        code="openness",
        kind="choice",
        staff_words="Openness to a non-ordinary state",
        question="Your mind may feel very different for an hour or two. How is that for you?",
        choices=(
            ("curious", "I am curious"),
            ("calm", "I am fine with it"),
            ("unsure", "I am not sure"),
            ("afraid", "It scares me"),
            ("rather_not", "I would rather not"),
        ),
        why="How much company and time the preparation needs (product 1.1, 2.3).",
    ),
)

HOME: tuple[FactAsked, ...] = (
    _home(
        code="lives_with",
        kind="choices",
        staff_words="Who is at home",
        question="Who lives with you?",
        choices=(
            ("nobody", "Nobody"),
            ("partner", "My partner"),
            ("children", "Children"),
            ("adults", "Other grown-ups"),
            ("animals", "Animals"),
        ),
        why="Who is there on the evening after a dose, and who needs care meanwhile (product 1.1).",
    ),
    _home(
        code="ride_home",
        staff_words="Somebody can take the person home",
        question="Is there someone who can take you home after a session?",
        why="An escort has to be found before the first day, or no dose is given.",
    ),
    _home(
        code="safe_at_home",
        staff_words="Feels safe at home",
        question="Do you feel safe at home?",
        help="If you do not, we can talk about it in a quiet place.",
        why="The person goes home tender; a home that is not safe changes the plan.",
    ),
)

WORK_UP: tuple[FactAsked, ...] = (
    _work_up(code="height_cm", unit="cm", staff_words="Height", lowest=100, highest=230,
             good_for=""),
    _work_up(code="weight_kg", unit="kg", staff_words="Weight", lowest=25, highest=300,
             good_for="measured_days"),
    _work_up(code="resting_systolic", unit="mmHg", staff_words="Resting systolic pressure",
             lowest=40, highest=300, good_for="measured_days"),
    _work_up(code="resting_diastolic", unit="mmHg", staff_words="Resting diastolic pressure",
             lowest=20, highest=200, good_for="measured_days"),
    _work_up(code="resting_oxygen", unit="%", staff_words="Resting SpO2 on room air",
             lowest=50, highest=100, good_for="measured_days"),
    _work_up(code="stop_bang_points", unit="points", staff_words="STOP-BANG",
             lowest=0, highest=8),
    _work_up(code="repeated_doses_planned", kind="yes_no",
             staff_words="More than one dose is planned", good_for=""),
    _work_up(code="alt_times", unit="x upper limit", staff_words="ALT", lowest=0, highest=500,
             asked_if=("repeated_doses_planned", True)),
    _work_up(code="ast_times", unit="x upper limit", staff_words="AST", lowest=0, highest=500,
             asked_if=("repeated_doses_planned", True)),
    _work_up(code="bilirubin_times", unit="x upper limit", staff_words="Bilirubin", lowest=0,
             highest=100, asked_if=("repeated_doses_planned", True)),
)  # fmt: skip

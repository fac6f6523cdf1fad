"""The numbered rules of the review. A rule that changes what it says gets a higher version."""

from __future__ import annotations

from holdspace.domain.review_parts import ReviewRule

OWN = "design default"


def _rule(number: str, title: str, source: str) -> tuple[str, ReviewRule]:
    return number, ReviewRule(id=f"REV-{number}", title=title, source=source)


RULES: dict[str, ReviewRule] = dict(
    (
        # --- nothing is proposed
        _rule("X1", "What rules the treatment out comes first", "clinical reference 1, 7.6, 11.3"),
        _rule("X2", "Some signs are looked at before any next session", "clinical reference 7.6"),
        _rule("X3", "An open finding is settled first", "clinical reference 1, general rules"),
        _rule("X4", "The risk tier is known first", "clinical reference 1.5"),
        _rule("X5", "The person has had enough", "product 6.2"),
        _rule("X6", "No session is planned after this one", "product 0.1, 6.3"),
        _rule("X7", "An unknown input proposes nothing", "clinical reference, unknown is not no"),
        # --- dose
        _rule("D0", "This protocol has no ladder", "clinical reference 2.1"),
        _rule("D1", "Worse since the start", "clinical reference 7.5 (relapse signs), 7.6"),
        _rule("D2", "Hard on the body: less, or slower", f"clinical reference 7.5 ({OWN})"),
        _rule("D3", "Deeper than the person wanted", f"clinical reference 7.5 ({OWN})"),
        _rule("D4", "Very hard to bear: no step up", f"clinical reference 7.5 ({OWN})"),
        _rule("D5", "Not given whole: the step was not tried", OWN),
        _rule("D6", "A good response keeps its dose", "KADS-REG; clinical reference 7.5"),
        _rule("D7", "Look for what blunts the effect first", f"clinical reference 7.5 ({OWN})"),
        _rule("D8", "The ladder ends here", "clinical reference 7.5, 11.1"),
        _rule("D9", "The next step is over a limit", "the protocol; the person's own limits"),
        _rule("D10", "Borne well, little gained: the next step", "KADS-REG; HCP2; reference 7.5"),
        # --- when
        _rule("I1", "Worse since the start", "clinical reference 7.5 (relapse signs)"),
        _rule("I2", "Not closer than the protocol asks", "the protocol; clinical reference 2.3"),
        _rule("I3", "In remission after the series: longer, step by step", "reference 2.2, 7.5"),
        _rule("I4", "As planned", "clinical reference 2.2"),
        # --- time in the room
        _rule("L1", "The person needed longer than the slot", OWN),
        _rule("L2", "The protocol's slot was long enough", "clinical reference 2.1"),
        # --- beforehand
        _rule("P1", "Nausea, or vomiting", "clinical reference 7.5 (antiemetic plan), 3.7"),
        _rule("P2", "A rescue medicine was needed", OWN),
        _rule("P3", "Nothing stood out", OWN),
        # --- watching
        _rule("M1", "Deep sedation or little oxygen", f"clinical reference 7.5 ({OWN}), 3.3"),
        _rule("M2", "A high peak of pressure", "clinical reference 3.3, 7.5"),
        _rule("M3", "As the protocol has it", "the protocol; clinical reference 3.2"),
        # --- guidance
        _rule("G1", "More company, one level", f"clinical reference 7.5 ({OWN})"),
        _rule("G2", "Less company, one level", f"the person's wish ({OWN})"),
        _rule("G3", "The wish and the session point apart", OWN),
        _rule("G4", "The same company", "clinical reference 7.2, 11.1"),
        # --- support
        _rule("S1", "A call that reached nobody", OWN),
        _rule("S2", "A hard session: more before and after", f"clinical reference 7.5 ({OWN})"),
        _rule("S3", "A visit within one to two days", "clinical reference 7.1; product 4.1"),
        # --- stop and think
        _rule("T1", "After three sessions, little change", f"clinical reference 7.6 ({OWN})"),
        _rule("T2", "After six sessions, no response", f"clinical reference 7.6 ({OWN})"),
        _rule("T3", "After eight sessions, no response", f"clinical reference 7.6 ({OWN})"),
        _rule("T4", "The gain is being lost", f"clinical reference 7.6 ({OWN})"),
        _rule("T5", "Twelve sessions", f"clinical reference 7.6 ({OWN})"),
        _rule("T6", "The label's look at the benefit", "MEDSCAPE; clinical reference 2.2, 7.6"),
        _rule("T7", "Relapse signs", f"clinical reference 7.5 ({OWN})"),
        _rule("T8", "The person has had enough", "product 6.2"),
        _rule("T9", "Something to look at before any next session", "clinical reference 7.6"),
        _rule("T10", "The benefit cannot be judged", "clinical reference, unknown is not no"),
    )
)

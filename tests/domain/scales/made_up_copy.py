"""A licensed copy whose every word is made up: no licensed wording is in this repository."""

CHOICES = [{"value": value, "words": f"made-up answer {value}"} for value in range(5)]
SIX = [{"value": value, "words": f"made-up answer {value}"} for value in range(6)]


def copy(code="isi", count=7, **changed):
    return {
        "code": code,
        "edition": "made-up edition 1",
        "notice": "A made-up notice.",
        "choices": CHOICES,
        "questions": [
            {"number": number, "text": f"Made-up question {number}"}
            for number in range(1, count + 1)
        ],
        **changed,
    }

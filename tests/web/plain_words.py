"""How hard a text is to read, and every text that a patient reads.

Flesch-Kincaid grade: 0.39 words a sentence + 11.8 syllables a word - 15.59 (Kincaid et al. 1975).
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pyphen

import holdspace

HOUSE = Path(holdspace.__file__).parent
STAGES = HOUSE / "pathway"
DOOR = HOUSE / "clinic/own_access"
CIRCLE_DOOR = HOUSE / "clinic/supporters"
FOR_STAFF = {"companion.html", "new_link.html", "part_companion.html"}
"""Of the door's templates, those on the staff's side of it."""
HYPHENS = pyphen.Pyphen(lang="en_US")
VOWELS = re.compile(r"[aeiouy]+")
WORD = re.compile(r"[A-Za-z][A-Za-z'\N{RIGHT SINGLE QUOTATION MARK}-]*")
BREAK = "\x1f"
"""Where a template's own tag stood: what is on its two sides may never be read together."""
SENTENCE = re.compile(rf"[^.?!:\n{BREAK}]+[.?!:]?")
LABEL_WORDS = 5
"""Up to so many words without a full stop are a label: read at a glance, not as a sentence."""
TAG = re.compile(r"{%.*?%}|{#.*?#}", re.DOTALL)
VALUE = re.compile(r"{{.*?}}", re.DOTALL)
IN_A_SENTENCE = {"a", "b", "strong", "em", "i", "time", "span", "abbr"}
READ_TO_ONE = {"aria-label", "placeholder", "title", "alt", "data-passkey-words"}
NOT_READ = {"script", "style", "svg", "title"}


@dataclass(frozen=True)
class Text:
    """What stands in one file, in its order, piece by piece."""

    name: str
    pieces: tuple[str, ...]

    @property
    def sentences(self) -> list[str]:
        found = [one.strip() for piece in self.pieces for one in SENTENCE.findall(piece)]
        return [one for one in found if is_sentence(one)]


def is_sentence(words: str) -> bool:
    count = len(WORD.findall(words))
    return count > LABEL_WORDS or (count > 1 and words.endswith((".", "?", "!")))


@cache
def syllables(word: str) -> int:
    """As many as either way of counting finds: vowels that stand together, or hyphenation."""
    spelled = re.sub(r"[^a-z]", "", word.lower())
    groups = len(VOWELS.findall(spelled))
    ends_silent = spelled.endswith("e") and not spelled.endswith(("le", "ee", "ie", "oe", "ye"))
    ends_silent = ends_silent or re.search(r"[^aeiouydt]ed$", spelled) is not None
    if ends_silent and groups > 1:
        groups -= 1
    return max(groups, HYPHENS.inserted(spelled).count("-") + 1, 1)


def grade(sentences: list[str]) -> float:
    """The school year in which these are read with ease."""
    words = [word for sentence in sentences for word in WORD.findall(sentence)]
    if not words:
        return 0.0
    parts = sum(syllables(word) for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * parts / len(words) - 15.59


# --- where the words are --------------------------------------------------------------------------


def catalogue() -> list[Text]:
    """Walked, not listed: what a stage adds is in it."""
    modules = [
        *STAGES.rglob("*companion_words.py"),
        *STAGES.rglob("next_cards.py"),
        DOOR / "words.py",
        CIRCLE_DOOR / "words.py",
        HOUSE / "clinic/outbox/words.py",
    ]
    pages = [
        *STAGES.rglob("templates/*/companion/*.html"),
        *(one for one in (DOOR / "templates").rglob("*.html") if one.name not in FOR_STAFF),
        *(CIRCLE_DOOR / "templates").rglob("*.html"),
        HOUSE / "web/templates/base_companion.html",
    ]
    read = [Text(_name(path), _of_module(path.read_text("utf-8"))) for path in sorted(modules)]
    read += [Text(_name(path), of_template(path.read_text("utf-8"))) for path in sorted(pages)]
    return [*read, *_facts()]


def _facts() -> list[Text]:
    from holdspace.domain.practices import THREE_ARE_ENOUGH
    from holdspace.domain.red_flags import FLAGS
    from holdspace.domain.screening_facts import FACTS
    from holdspace.domain.small_things import LIBRARY, Kind

    symptoms = tuple(flag.asked for flag in FLAGS if flag.asked)
    questions = [
        Text(f"the question {fact.code}", tuple(one for one in (fact.question, fact.help) if one))
        for fact in FACTS
    ]
    small_things = [
        Text(f"the small thing {one.code}", (one.title, one.why, one.how, one.leave_it))
        for one in LIBRARY
    ]
    kinds = tuple(line for kind in Kind for line in (kind.words, kind.known))
    return [
        Text("the list of symptoms after a session", symptoms),
        Text("what is known of small things", (*kinds, THREE_ARE_ENOUGH)),
        *small_things,
        *questions,
    ]


def _name(path: Path) -> str:
    return path.relative_to(HOUSE).as_posix()


def _of_module(source: str) -> tuple[str, ...]:
    """Every text that is made of words; not what a module or a function says of itself."""
    tree = ast.parse(source)
    said_of_itself = {id(one.value) for one in ast.walk(tree) if isinstance(one, ast.Expr)}
    inside = {
        id(part) for one in ast.walk(tree) if isinstance(one, ast.JoinedStr) for part in one.values
    }
    return tuple(
        words
        for one in ast.walk(tree)
        if id(one) not in said_of_itself | inside and (words := _words_of(one)) and " " in words
    )


def _words_of(node: ast.AST) -> str:
    if isinstance(node, ast.JoinedStr):
        parts = [str(one.value) if isinstance(one, ast.Constant) else "it" for one in node.values]
        return "".join(parts)
    is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return str(node.value) if is_text else ""  # type: ignore[attr-defined]


def of_template(source: str) -> tuple[str, ...]:
    """The words between the tags, and those that are read aloud; a value counts as one word."""
    reader = _Reader()
    reader.feed(TAG.sub(BREAK, VALUE.sub("it", source)))
    return tuple(piece for piece in reader.pieces if WORD.search(piece))


class _Reader(HTMLParser):
    """Collects what stands between two tags that break a sentence."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = [""]
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden += tag in NOT_READ
        read = [value for name, value in attrs if name in READ_TO_ONE and value]
        self.pieces += [*read, ""] if read else []
        self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in NOT_READ
        self._break(tag)

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.pieces[-1] += re.sub(r"[ \t]*\n[ \t]*", " ", data)

    def _break(self, tag: str) -> None:
        if tag not in IN_A_SENTENCE:
            self.pieces.append("")

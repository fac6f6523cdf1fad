"""Our scripts as they go over the wire: the same code without its comments and its indentation.

No parser is needed because our style keeps its promises: doc comments begin with two stars, other
comments stand on a line of their own, and no text of ours runs over several lines.
"""

import re

DOC_COMMENT = re.compile(r"/\*\*.*?\*/", re.DOTALL)
COMMENT_LINE = re.compile(r"^[ \t]*//.*$", re.MULTILINE)
INDENT = re.compile(r"\s*\n\s*")


def slim_script(source: str) -> str:
    """A script that does the same in fewer bytes."""
    bare = COMMENT_LINE.sub("", DOC_COMMENT.sub("", source))
    return INDENT.sub("\n", bare).strip() + "\n"

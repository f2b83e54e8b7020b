"""What is said of a name that exists nowhere: the one that was meant, else those there are."""

import difflib
from collections.abc import Iterable

# So many names are listed where none is close.
MOST_LISTED = 30


def hint(name: str, choices: Iterable[str]) -> str:
    """The end of a sentence about an unknown name: ``did you mean X?``, or ``known are A, B.`` in the order of the choices."""
    listed = list(dict.fromkeys(choices))
    by_folded = {choice.casefold(): choice for choice in reversed(listed)}
    close = difflib.get_close_matches(name.casefold(), by_folded, 1)
    if close:
        return f"did you mean {by_folded[close[0]]}?"
    if not listed:
        return "there is none."
    return f"known are {', '.join(listed[:MOST_LISTED])}{' …' if len(listed) > MOST_LISTED else '.'}"

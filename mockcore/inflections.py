"""English endings: names of resources and fields in singular and plural, as words, titles and slugs.

The rules are those of Ruby on Rails, by which Procore's own names were formed.
"""

import re
import unicodedata
from functools import cache, lru_cache

# The first ending that fits decides. Names are few and come again and again.
REMEMBERED_WORDS = 8_192

UNCOUNTABLE = ("equipment", "fish", "information", "jeans", "money", "rice", "series", "sheep", "species")
_UNCOUNTABLE_END = re.compile(rf"\b(?:{'|'.join(UNCOUNTABLE)})\Z", re.I)
IRREGULAR = (("m", "ove", "oves"), ("s", "ex", "exes"), ("c", "hild", "hildren"), ("m", "an", "en"), ("p", "erson", "eople"))

_PLURALS = (
    (r"^(ox)$", r"\1en"),
    (r"(m|l)(?:ice|ouse)$", r"\1ice"),
    (r"(passer)s?by$", r"\1sby"),
    (r"(matr|vert|ind)(?:ix|ex)$", r"\1ices"),
    (r"(x|ch|ss|sh)$", r"\1es"),
    (r"([^aeiouy]|qu)y$", r"\1ies"),
    (r"(hive)$", r"\1s"),
    (r"([lr])f$", r"\1ves"),
    (r"([^f])fe$", r"\1ves"),
    (r"sis$", "ses"),
    (r"([ti])(?:a|um)$", r"\1a"),
    (r"(buffal|potat|tomat)o$", r"\1oes"),
    (r"(bu)s$", r"\1ses"),
    (r"(alias|status)$", r"\1es"),
    (r"^(ax|test)is$", r"\1es"),
    (r"s$", "s"),
    (r"$", "s"),
)
_SINGULARS = (
    (r"(database)s$", r"\1"),
    (r"(matr)ices$", r"\1ix"),
    (r"(vert|ind)ices$", r"\1ex"),
    (r"(passer)sby$", r"\1by"),
    (r"(alias|status)(?:es)?$", r"\1"),
    (r"^(a)x[ie]s$", r"\1xis"),
    (r"(cris|test)(?:is|es)$", r"\1is"),
    (r"(shoe)s$", r"\1"),
    (r"(o)es$", r"\1"),
    (r"(bus)(?:es)?$", r"\1"),
    (r"(m|l)ice$", r"\1ouse"),
    (r"(x|ch|ss|sh)es$", r"\1"),
    (r"(m)ovies$", r"\1ovie"),
    (r"([^aeiouy]|qu)ies$", r"\1y"),
    (r"([lr])ves$", r"\1f"),
    (r"(tive|hive)s$", r"\1"),
    (r"([^f])ves$", r"\1fe"),
    (r"(the|synop|progno|parenthe|diagno|ba|analy)(?:sis|ses)$", r"\1sis"),
    (r"([ti])a$", r"\1um"),
    (r"(news|ss)$", r"\1"),
    (r"s$", ""),
)


PLURALS = tuple((rf"({first})(?:{one}|{many})$", rf"\1{many}") for first, one, many in IRREGULAR) + _PLURALS
SINGULARS = tuple((rf"({first}){many}$", rf"\1{one}") for first, one, many in IRREGULAR) + _SINGULARS


@lru_cache(REMEMBERED_WORDS)
def pluralize(word: str) -> str:
    """``daily_log`` → ``daily_logs``; a plural as it is."""
    return word if not word or word.lower() in UNCOUNTABLE else _replace(PLURALS, word)


@lru_cache(REMEMBERED_WORDS)
def singularize(word: str) -> str:
    """``companies`` → ``company``; a singular mostly as it is."""
    return word if _UNCOUNTABLE_END.search(word) else _replace(SINGULARS, word)


def humanize(name: str) -> str:
    """``created_by_id`` → ``Created by``."""
    words = name.removesuffix("_id").replace("_", " ").lower()
    return words[:1].upper() + words[1:]


def titleize(name: str) -> str:
    """``manpower_logs`` → ``Manpower Logs``."""
    return re.sub(r"\b('?\w)", lambda match: match[1].capitalize(), humanize(underscore(name)).title())


def underscore(name: str) -> str:
    """``DailyLog`` and ``daily-log`` → ``daily_log``."""
    apart = re.sub(r"([A-Z]+)([A-Z][a-z])", r"\1_\2", name)
    return re.sub(r"([a-z\d])([A-Z])", r"\1_\2", apart).replace("-", "_").lower()


def slug(name: str) -> str:
    """``Daily Log`` → ``daily_log``: plain letters, digits, dashes and single underscores."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"_{2,}", "_", re.sub(r"[^A-Za-z0-9_-]+", "_", plain)).strip("_").lower()


@cache
def _compiled(rules: tuple[tuple[str, str], ...]) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Rules as patterns, which a start need not wait for."""
    return tuple((re.compile(ending, re.I), replacement) for ending, replacement in rules)


def _replace(rules: tuple[tuple[str, str], ...], word: str) -> str:
    for ending, replacement in _compiled(rules):
        if ending.search(word):
            return ending.sub(replacement, word)
    return word

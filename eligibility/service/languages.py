"""Which language a caller reads: the `Accept-Language` of a request (RFC 9110)."""

from eligibility.texts import Language

DEFAULT: Language = "zh"
LONGEST = 500
"""A longer header is no list of languages that a person reads."""


def language(header: str | None) -> Language:
    """The one of our languages that is asked for most, Chinese by default.

    >>> language("en-GB,en;q=0.9,zh;q=0.8"), language("fr, zh-CN;q=0.5"), language(None)
    ('en', 'zh', 'zh')
    """
    if not header or len(header) > LONGEST:
        return DEFAULT
    wanted = {"zh": 0.0, "en": 0.0}
    for part in header.split(","):
        tag, _, parameter = part.strip().partition(";")
        known = tag.strip().lower().partition("-")[0]
        if known in wanted:
            wanted[known] = max(wanted[known], _quality(parameter))
    return "en" if wanted["en"] > wanted["zh"] else DEFAULT


def _quality(parameter: str) -> float:
    name, _, value = parameter.strip().partition("=")
    if name.strip().lower() != "q":
        return 1.0
    try:
        quality = float(value)
    except ValueError:
        return 0.0
    return quality if 0 <= quality <= 1 else 0.0

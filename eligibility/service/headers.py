"""Headers that keep a page from being more than it is.

No script but its own, no frame but where an operator allows it, nothing kept.
"""

from collections.abc import Iterable

API = "default-src 'none'; frame-ancestors 'none'"
PAGE = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors {}"
)
NOBODY = "'none'"
ON_EVERY_ANSWER = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Content-Security-Policy": API,
    "X-Frame-Options": "DENY",
}
"""What every answer has that says nothing else."""


def page(framed_by: Iterable[str] = ()) -> dict[str, str]:
    """The headers of a page; `framed_by` are
    origins whose pages may show it in a frame.
    """
    ancestors = " ".join(framed_by)
    found = {
        "Content-Security-Policy": PAGE.format(ancestors or NOBODY),
        "Cross-Origin-Opener-Policy": "same-origin",
    }
    # The older header knows no list of origins; an empty one leaves it to the newer.
    return found | ({"X-Frame-Options": ""} if ancestors else {})


def shared() -> dict[str, str]:
    """The headers of a file that pages elsewhere may load."""
    return {"Cross-Origin-Resource-Policy": "cross-origin"}

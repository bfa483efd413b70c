"""The web component and its pages, as files of the package."""

import hashlib
from collections.abc import Mapping
from importlib.resources import files

from starlette.requests import Request
from starlette.responses import Response

from eligibility.service.headers import page, shared
from eligibility.service.problems import Problem
from eligibility.service.settings import Settings

FOLDER = "web"
SCRIPT, STYLE, PAGE = "text/javascript", "text/css", "text/html"
PICTURE = "image/svg+xml"
FILES: Mapping[str, tuple[str, str]] = {
    "/": ("index.html", PAGE),
    "/embed": ("embed.html", PAGE),
    "/embed.js": ("embed.js", SCRIPT),
    "/style.css": ("style.css", STYLE),
    "/icon.svg": ("icon.svg", PICTURE),
}
"""The file behind each address, and its media type."""


def served(path: str, request: Request, settings: Settings) -> Response:
    """The file behind an address, 304 where the caller has it; Problem 404 where the
    package does not hold it.
    """
    name, media = FILES[path]
    file = files("eligibility").joinpath(FOLDER, name)
    if not file.is_file():
        raise Problem(404)
    data = file.read_bytes()
    headers = {"ETag": tag(hashlib.sha256(data).hexdigest()), **REVALIDATED}
    if media == PAGE:
        headers |= page(settings.framed_by if path == "/embed" else ())
    else:
        headers |= shared()
    if is_known(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    return Response(data, headers=headers, media_type=media)


REVALIDATED = {"Cache-Control": "no-cache"}
"""May be kept, but is asked for each time: the answer is 304 while it is the same."""


def tag(*parts: str) -> str:
    """An entity tag made of parts."""
    return f'"{"-".join(parts)}"'


def is_known(request: Request, etag: str) -> bool:
    """Whether the caller says that it has what an entity tag stands for."""
    given = request.headers.get("if-none-match", "")
    names = (one.strip().removeprefix("W/") for one in given.split(","))
    return any(one in {"*", etag} for one in names)

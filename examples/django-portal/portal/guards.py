"""What a page may do: show itself, and send its form back here."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

POLICY = (
    "default-src 'none'; style-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)


def content_security_policy(
    respond: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware that says so on every answer."""

    def guarded(request: HttpRequest) -> HttpResponse:
        response = respond(request)
        response.headers["Content-Security-Policy"] = POLICY
        return response

    return guarded

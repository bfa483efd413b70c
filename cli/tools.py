"""What `mcp` does: load the rulebook, and serve its tools."""

from eligibility.errors import CallError, Fault
from eligibility.rulebook import Rulebook
from eligibility.texts import Text

from .options import today


def run(rulebook: str, *, http: tuple[str, int] | None) -> None:
    """Serve tools over standard input and output, or at an address over HTTP.

    Raises CallError where the library is missing or there is no such rulebook.
    """
    try:
        from eligibility.service.tools import tools
    except ModuleNotFoundError as error:
        raise _missing(error) from None
    server = tools(Rulebook.load(rulebook), today)
    if http is None:
        server.run("stdio")
        return
    host, port = http
    server.run("streamable-http", host=host, port=port, stateless_http=True)


def _missing(error: ModuleNotFoundError) -> CallError:
    return CallError(
        [
            Fault(
                "extra-missing",
                Text(f"没有安装 {error.name}", f"{error.name} is not installed"),
                hint=Text(
                    "请安装：pip install 'eligibility[mcp]'",
                    "Install it: pip install 'eligibility[mcp]'",
                ),
                subject=error.name,
            )
        ]
    )

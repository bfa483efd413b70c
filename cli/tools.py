"""What `mcp` does: load the rulebook, and serve its tools."""

from eligibility.errors import not_installed
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
        so = Text("不能提供工具", "so no tools can be served")
        raise not_installed(str(error.name), "mcp", so) from None
    server = tools(Rulebook.load(rulebook), today)
    if http is None:
        server.run("stdio")
        return
    host, port = http
    server.run("streamable-http", host=host, port=port, stateless_http=True)

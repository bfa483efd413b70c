"""The command `mcp`: tools for a language model."""

from typing import Annotated

import typer

from ..help import both
from ..options import Caller, spread

HELP = both(
    "给语言模型用的工具（MCP）：有哪些措施，下一题问什么，结论和依据。"
    "默认走标准输入输出，--http 走网络。",
    "Tools for a language model (MCP): what there is, what to ask next, answers with "
    "their sources. Over standard input and output, or with --http over the network.",
)
EXAMPLES = both(
    "eligibility mcp\n"
    "eligibility mcp --http --port 8001\n"
    "eligibility mcp --http --host 0.0.0.0 --allow-host tools.portal.example",
    "eligibility mcp\n"
    "eligibility mcp --http --port 8001\n"
    "eligibility mcp --http --host 0.0.0.0 --allow-host tools.portal.example",
)

Http = Annotated[
    bool,
    typer.Option("--http", help=both("走 HTTP，地址末尾是 /mcp", "over HTTP, at /mcp")),
]
Host = Annotated[
    str,
    typer.Option(metavar="H", help=both("在哪个地址上", "the address to listen on")),
]
Port = Annotated[
    int,
    typer.Option(metavar="P", min=0, max=65535, help=both("端口", "the port")),
]
Names = Annotated[
    list[str] | None,
    typer.Option(
        "--allow-host",
        metavar="NAME",
        help=both(
            "除了本机，还允许用哪个名字来访问，可以写几次；默认没有",
            "a name under which it may be asked, beside those of this machine; may "
            "stand several times; none by default",
        ),
    ),
]


@spread
def mcp(
    *,
    http: Http = False,
    host: Host = "127.0.0.1",
    port: Port = 8001,
    allow_host: Names = None,
    caller: Caller,
) -> None:
    """Serve tools until the other side hangs up."""
    view = caller.view
    from ..serving.assistant import run

    run(
        caller.rulebook,
        view,
        http=(host, port) if http else None,
        names=tuple(allow_host or ()),
    )

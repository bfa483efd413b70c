"""What `mcp` does: load the rulebook, and serve its tools."""

import re
import sys

from eligibility.errors import needing
from eligibility.rulebook import Rulebook
from eligibility.texts import Text

from ..failures import wrong_call
from ..options import View, today
from ..showing.talk import tell

NAME = re.compile(r"[A-Za-z0-9.-]+|\[[0-9a-f:]+\]")


def run(
    rulebook: str,
    view: View,
    *,
    http: tuple[str, int] | None,
    names: tuple[str, ...] = (),
) -> None:
    """Serve tools over standard input and output, or at an address over HTTP.

    Raises CallError where the library is missing, there is no such rulebook, or the
    address cannot be had.
    """
    for name in names:
        _refuse_no_name(name)
    so = Text("不能提供工具", "so no tools can be served")
    with needing("mcp", so):
        from eligibility.service.assistant import (
            assistant,
            serve_client,
            serve_network,
        )
        from eligibility.service.listening import address, listening
    server = assistant(Rulebook.load(rulebook, keep=True), today)
    if http is not None:
        host, port = http
        listener = listening(host, port)
        where = f"{address(host, listener)}/mcp"
        tell(
            view.say(
                f"工具在 {where}；按 Ctrl+C 停止。",
                f"The tools are at {where}. Ctrl+C stops it.",
            )
        )
        serve_network(server, listener, names)
        return
    if sys.stdin.isatty():
        tell(
            view.say(
                "这个命令由语言模型的客户端来启动，在等它说话；按 Ctrl+C 停止。",
                "A language model's client starts this command, and it waits for the "
                "client. Ctrl+C stops it.",
            )
        )
    serve_client(server)


def _refuse_no_name(name: str) -> None:
    if not NAME.fullmatch(name):
        raise wrong_call(
            f"--allow-host 看不懂这个名字：{name}",
            f"--allow-host: this is no name of a machine: {name}",
            hint=(
                "只写域名或地址，例如 tools.portal.example。",
                "The name alone, such as tools.portal.example.",
            ),
        )

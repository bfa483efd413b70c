"""The tools served to a language model's client, by the Model Context Protocol.

Nothing of a person is kept, and no log holds anything of a call but its failure's
place.
"""

import logging
import socket
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from functools import partial
from importlib.metadata import version
from typing import Any

import anyio
import uvicorn
from anyio.to_thread import run_sync
from mcp import types
from mcp.server.context import ServerRequestContext
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp.server.transport_security import TransportSecuritySettings
from pydantic import ValidationError
from pydantic_core import to_json
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from eligibility.assessment import day_of
from eligibility.errors import CallError, nearest
from eligibility.rulebook import Rulebook
from eligibility.service.bodies import whole
from eligibility.service.calls import wrong_in
from eligibility.service.gate import Gate
from eligibility.service.limits import Limiter
from eligibility.service.metrics import Metrics
from eligibility.service.problems import Problem, error, errors_of, place_of
from eligibility.service.server import LOGS, Protocol
from eligibility.service.settings import DEFAULTS
from eligibility.service.tools import INSTRUCTIONS, TOOLS
from eligibility.texts import Text

logger = logging.getLogger("eligibility.service")
AT_ONCE = DEFAULTS.threads
"""So many calls are reckoned at a time; they share one core."""
STOP_SECONDS = 5
"""On SIGTERM, calls that are being answered have so long to end."""
HERE = ("127.0.0.1", "localhost", "[::1]")
PROMPT = "entitlements"
BEGIN = {
    "zh": "请用中文。看看我可以办什么：先问我第一个问题。",
    "en": "In English, please. See what I am entitled to: ask me the first question.",
}
Context = ServerRequestContext[Any]


def assistant(book: Rulebook, today: Callable[[], date]) -> Server[Any]:
    """A server of the tools over a rulebook;
    `today` tells the day where none is named.
    """
    limiter = anyio.CapacityLimiter(AT_ONCE)

    async def listed(_: Context, __: Any) -> types.ListToolsResult:
        return types.ListToolsResult(tools=_described())

    async def called(
        _: Context, params: types.CallToolRequestParams
    ) -> types.CallToolResult:
        work = partial(_answer, params.name, params.arguments or {}, book, today)
        return await run_sync(work, limiter=limiter)

    async def prompts(_: Context, __: Any) -> types.ListPromptsResult:
        lang = types.PromptArgument(name="lang", description="zh / en", required=False)
        title = "看看我可以办什么 / See what I am entitled to"
        found = types.Prompt(name=PROMPT, title=title, arguments=[lang])
        return types.ListPromptsResult(prompts=[found])

    async def prompt(
        _: Context, params: types.GetPromptRequestParams
    ) -> types.GetPromptResult:
        lang = (params.arguments or {}).get("lang")
        told = f"{INSTRUCTIONS}\n\n{BEGIN['en' if lang == 'en' else 'zh']}"
        content = types.TextContent(type="text", text=told)
        return types.GetPromptResult(
            messages=[types.PromptMessage(role="user", content=content)]
        )

    return Server(
        "eligibility",
        version=version("eligibility"),
        instructions=INSTRUCTIONS,
        on_list_tools=listed,
        on_call_tool=called,
        on_list_prompts=prompts,
        on_get_prompt=prompt,
    )


def serve_client(server: Server[Any]) -> None:
    """Serve the client at the other end of standard input and output."""

    async def run() -> None:
        async with stdio_server() as (told, telling):
            await server.run(told, telling, server.create_initialization_options())

    anyio.run(run)


def serve_network(
    server: Server[Any], listener: socket.socket, names: Collection[str]
) -> None:
    """Serve clients over HTTP, at /mcp, until SIGTERM or SIGINT.

    `names` are those under which it is asked beside the names of this machine; a
    request that names another, as when a page was led here under its own, is refused.
    """
    hosts = [*HERE, *names]
    app = server.streamable_http_app(
        stateless_http=True,
        json_response=True,
        max_request_body_size=DEFAULTS.body,
        transport_security=TransportSecuritySettings(
            allowed_hosts=[*hosts, *(f"{name}:*" for name in hosts)],
            allowed_origins=[
                f"{scheme}://{name}{port}"
                for scheme in ("http", "https")
                for name in hosts
                for port in ("", ":*")
            ],
        ),
    )
    limiter = Limiter(DEFAULTS.rate, DEFAULTS.burst)
    config = uvicorn.Config(
        Gate(_Whole(app), DEFAULTS, Metrics(), limiter),
        http=Protocol,
        ws="none",
        log_config=LOGS,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=STOP_SECONDS,
    )
    uvicorn.Server(config).run(sockets=[listener])


class _Whole:
    """Reads a body whole, within its size and time, before anything else sees it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on with its body."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        body = await whole(Request(scope, receive), DEFAULTS.body, DEFAULTS.patience)
        unread: list[Message] = [{"type": "http.request", "body": body}]

        async def handed() -> Message:
            return unread.pop() if unread else await receive()

        await self._app(scope, handed, send)


def _described() -> list[types.Tool]:
    return [
        types.Tool(
            name=tool.name,
            title=f"{tool.title.zh} / {tool.title.en}",
            description=tool.description,
            input_schema=tool.call.model_json_schema(),
            annotations=types.ToolAnnotations(
                read_only_hint=True, idempotent_hint=True, open_world_hint=False
            ),
        )
        for tool in TOOLS.values()
    ]


def _answer(
    name: str,
    arguments: Mapping[str, Any],
    book: Rulebook,
    today: Callable[[], date],
) -> types.CallToolResult:
    """What a tool answers, or in both languages what is wrong, without any value."""
    if name not in TOOLS:
        text = Text("没有这个工具", "There is no such tool")
        return _failed([error("unknown-tool", "", text, nearest(name, TOOLS))])
    tool = TOOLS[name]
    try:
        call = tool.call.model_validate(arguments)
        named = getattr(call, "on", None)
        day = today() if named is None else day_of(named)
        found = tool.answer(call, book, day)
    except ValidationError as failure:
        return _failed(wrong_in(failure))
    except Problem as failure:
        return _failed(failure.errors)
    except CallError as failure:
        return _failed(errors_of(failure))
    except Exception as failure:  # noqa: BLE001 - its message may hold an answer
        logger.error("failed: %s", place_of(failure))  # noqa: TRY400 - so may a traceback
        text = Text("程序自己出错了", "The program itself failed")
        return _failed([error("failed", "", text)])
    text_ = to_json(found).decode()
    return types.CallToolResult(
        content=[types.TextContent(type="text", text=text_)], structured_content=found
    )


def _failed(errors: Iterable[Mapping[str, object]]) -> types.CallToolResult:
    told = to_json({"errors": list(errors)}).decode()
    return types.CallToolResult(
        content=[types.TextContent(type="text", text=told)], is_error=True
    )

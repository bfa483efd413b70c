"""The command `serve`: the HTTP service."""

from typing import Annotated

import typer

from eligibility.service.settings import DEFAULTS

from ..help import both
from ..options import Caller, spread

HOST, PORT = "127.0.0.1", 8000

HELP = both(
    "HTTP 服务：同样的结论，给网页和别的系统用。不保存任何人的回答。",
    "The HTTP service: the same answers for pages and other systems. No answer of "
    "anybody is kept.",
)
EXAMPLES = both(
    "eligibility serve\n"
    "eligibility serve --port 8080 --workers 4\n"
    "eligibility serve --allow-origin https://portal.example --behind 10.0.0.5\n"
    "ELIGIBILITY_API_KEY=… eligibility serve --host 0.0.0.0",
    "eligibility serve\n"
    "eligibility serve --port 8080 --workers 4\n"
    "eligibility serve --allow-origin https://portal.example --behind 10.0.0.5\n"
    "ELIGIBILITY_API_KEY=… eligibility serve --host 0.0.0.0",
)

Host = Annotated[
    str,
    typer.Option(
        metavar="H",
        help=both(
            f"在哪个地址上，默认 {HOST}", f"the address to listen on, {HOST} by default"
        ),
    ),
]
Port = Annotated[
    int,
    typer.Option(
        metavar="P",
        min=0,
        max=65535,
        help=both(f"端口，默认 {PORT}", f"the port, {PORT} by default"),
    ),
]
Workers = Annotated[
    int,
    typer.Option(
        metavar="N",
        min=1,
        max=64,
        help=both(
            "几个进程，一个核一个；默认 1",
            "how many processes, one a core; 1 by default",
        ),
    ),
]
Origins = Annotated[
    list[str] | None,
    typer.Option(
        "--allow-origin",
        metavar="ORIGIN",
        help=both(
            "允许哪个网站的页面来问，如 https://portal.example，可以写几次；默认没有",
            "a site whose pages may ask, as https://portal.example; may stand several "
            "times; none by default",
        ),
    ),
]
Frames = Annotated[
    list[str] | None,
    typer.Option(
        "--allow-frame",
        metavar="ORIGIN",
        help=both(
            "允许哪个网站把 /embed 放进框架，可以写几次；默认没有",
            "a site that may show /embed in a frame; may stand several times; none by "
            "default",
        ),
    ),
]
Behind = Annotated[
    list[str] | None,
    typer.Option(
        "--behind",
        metavar="ADDRESS",
        help=both(
            "反向代理的地址，它说的 X-Forwarded-For 才算数，可以写几次",
            "a proxy whose X-Forwarded-For is believed; may stand several times",
        ),
    ),
]
Rate = Annotated[
    float,
    typer.Option(
        metavar="N",
        min=0,
        help=both(
            f"每个地址长期每秒几次，默认 {DEFAULTS.rate:g}，0 不限；每个进程各自计数",
            "calls a second from one address in the long run, "
            f"{DEFAULTS.rate:g} by default, 0 for no limit; each process counts its own",
        ),
    ),
]
Burst = Annotated[
    int,
    typer.Option(
        metavar="N",
        min=1,
        help=both(
            f"每个地址一次连续几次，默认 {DEFAULTS.burst}",
            f"and so many at once, {DEFAULTS.burst} by default",
        ),
    ),
]
InFlight = Annotated[
    int,
    typer.Option(
        "--in-flight",
        metavar="N",
        min=1,
        help=both(
            f"每个进程同时处理几个请求，默认 {DEFAULTS.in_flight}，再多就答 503",
            f"calls that a process answers at a time, {DEFAULTS.in_flight} by default; "
            "more are told 503",
        ),
    ),
]
Patience = Annotated[
    float,
    typer.Option(
        metavar="SECONDS",
        min=0.1,
        help=both(
            f"等一个慢的对方几秒，默认 {DEFAULTS.patience:g}",
            f"how long to wait for a slow client, {DEFAULTS.patience:g} by default",
        ),
    ),
]
AccessLog = Annotated[
    bool,
    typer.Option(
        "--access-log",
        help=both(
            "每个请求记一行：方法、路径、状态、用时，没有内容",
            "a line for each call: method, route, status, time; nothing of what it says",
        ),
    ),
]


@spread
def serve(  # noqa: PLR0913 - one parameter an option
    *,
    host: Host = HOST,
    port: Port = PORT,
    workers: Workers = 1,
    allow_origin: Origins = None,
    allow_frame: Frames = None,
    behind: Behind = None,
    rate: Rate = DEFAULTS.rate,
    burst: Burst = DEFAULTS.burst,
    in_flight: InFlight = DEFAULTS.in_flight,
    patience: Patience = DEFAULTS.patience,
    access_log: AccessLog = False,
    caller: Caller,
) -> None:
    """Serve."""
    view = caller.view
    from ..serving.http import Service, run

    run(
        Service(
            host=host,
            port=port,
            workers=workers,
            origins=tuple(allow_origin or ()),
            framed_by=tuple(allow_frame or ()),
            proxies=tuple(behind or ()),
            rate=rate,
            burst=burst,
            in_flight=in_flight,
            patience=patience,
            access_log=access_log,
            rulebook=caller.rulebook,
        ),
        view,
    )

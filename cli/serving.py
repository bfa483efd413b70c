"""What `serve` does: look at what was asked, listen, say where, and serve."""

import os
import re
import sys
from dataclasses import dataclass

from eligibility.errors import not_installed
from eligibility.rulebook import Rulebook
from eligibility.texts import Text

from .failures import wrong_call
from .options import View

ORIGIN = re.compile(
    r"https?://[A-Za-z0-9.-]+(:\d{1,5})?|https?://\[[0-9a-f:]+\](:\d{1,5})?"
)
LEAST_KEY = 16
"""A shorter key can be guessed."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What `serve` was asked for."""

    host: str
    port: int
    workers: int
    origins: tuple[str, ...]
    framed_by: tuple[str, ...]
    proxies: tuple[str, ...]
    rate: float
    burst: int
    in_flight: int
    patience: float
    access_log: bool
    rulebook: str


def run(wanted: Wanted, view: View) -> None:
    """Serve until told to stop."""
    for option, given in (
        ("--allow-origin", wanted.origins),
        ("--allow-frame", wanted.framed_by),
    ):
        _refuse_no_origin(option, given)
    try:
        from eligibility.service import server
        from eligibility.service.listening import address, listening
        from eligibility.service.settings import KEY, Settings
    except ModuleNotFoundError as error:
        so = Text("不能提供服务", "so nothing can be served")
        raise not_installed(str(error.name), "service", so) from None
    key = os.environ.get(KEY) or None
    if key is not None and len(key) < LEAST_KEY:
        raise wrong_call(
            f"{KEY} 太短，至少 {LEAST_KEY} 个字符",
            f"{KEY} is too short: {LEAST_KEY} characters at least",
        )
    Rulebook.load(wanted.rulebook)  # a fault of it is told before anything listens
    at = server.Address(wanted.host, wanted.port, wanted.workers, wanted.proxies)
    settings = Settings(
        rulebook=wanted.rulebook,
        origins=wanted.origins,
        framed_by=wanted.framed_by,
        key=key,
        rate=wanted.rate,
        burst=wanted.burst,
        in_flight=wanted.in_flight,
        patience=wanted.patience,
        access_log=wanted.access_log,
    )
    listener = listening(wanted.host, wanted.port)
    _tell(address(wanted.host, listener), view)
    server.serve(at, listener, settings)


def _tell(where: str, view: View) -> None:
    told = view.say(
        f"服务在 {where}，接口说明在 {where}/openapi.json；按 Ctrl+C 停止。",
        f"Serving on {where}; the interface is described at {where}/openapi.json. "
        "Ctrl+C stops it.",
    )
    print(told, file=sys.stderr, flush=True)  # noqa: T201 - talk belongs on stderr


def _refuse_no_origin(option: str, given: tuple[str, ...]) -> None:
    for one in given:
        if not ORIGIN.fullmatch(one):
            raise wrong_call(
                f"{option} 看不懂这个网站：{one}",
                f"{option}: this is no origin: {one}",
                hint=(
                    "只写协议和域名，例如 https://portal.example。",
                    "Scheme and host only, such as https://portal.example.",
                ),
            )

"""What `serve` does: look at what was asked, listen, say where, and serve."""

import os
import re
from dataclasses import dataclass

from eligibility.errors import needing
from eligibility.rulebook import Rulebook
from eligibility.texts import Text

from ..failures import wrong_call
from ..options import View
from ..showing.talk import tell

ORIGIN = re.compile(
    r"https?://[A-Za-z0-9.-]+(:\d{1,5})?|https?://\[[0-9a-f:]+\](:\d{1,5})?"
)
LEAST_KEY = 16
"""A shorter key can be guessed."""


@dataclass(frozen=True, slots=True)
class Service:
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


def run(service: Service, view: View) -> None:
    """Serve until told to stop."""
    for option, origins in (
        ("--allow-origin", service.origins),
        ("--allow-frame", service.framed_by),
    ):
        _refuse_no_origin(option, origins)
    so = Text("不能提供服务", "so nothing can be served")
    with needing("service", so):
        from eligibility.service import server
        from eligibility.service.listening import address, listening
        from eligibility.service.settings import KEY, Settings
    key = os.environ.get(KEY) or None
    if key is not None and len(key) < LEAST_KEY:
        raise wrong_call(
            f"{KEY} 太短，至少 {LEAST_KEY} 个字符",
            f"{KEY} is too short: {LEAST_KEY} characters at least",
        )
    Rulebook.load(service.rulebook)  # a fault of it is told before anything listens
    at = server.Address(service.host, service.port, service.workers, service.proxies)
    settings = Settings(
        rulebook=service.rulebook,
        origins=service.origins,
        framed_by=service.framed_by,
        key=key,
        rate=service.rate,
        burst=service.burst,
        in_flight=service.in_flight,
        patience=service.patience,
        access_log=service.access_log,
    )
    listener = listening(service.host, service.port)
    _tell_where(address(service.host, listener), view)
    server.serve(at, listener, settings)


def _tell_where(where: str, view: View) -> None:
    told = view.say(
        f"服务在 {where}，接口说明在 {where}/openapi.json；按 Ctrl+C 停止。",
        f"Serving on {where}; the interface is described at {where}/openapi.json. "
        "Ctrl+C stops it.",
    )
    tell(told)


def _refuse_no_origin(option: str, origins: tuple[str, ...]) -> None:
    for origin in origins:
        if not ORIGIN.fullmatch(origin):
            raise wrong_call(
                f"{option} 看不懂这个网站：{origin}",
                f"{option}: this is no origin: {origin}",
                hint=(
                    "只写协议和域名，例如 https://portal.example。",
                    "Scheme and host only, such as https://portal.example.",
                ),
            )

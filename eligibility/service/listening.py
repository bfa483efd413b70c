"""A socket that listens, or in one sentence why it cannot."""

import socket

from eligibility.errors import CallError, Fault
from eligibility.texts import Text

BACKLOG = 2048


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens; CallError where it
    cannot. Port 0 takes one that is free.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    found = socket.socket(family, socket.SOCK_STREAM)
    try:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind((host, port))
        found.listen(BACKLOG)
    except (OSError, OverflowError) as failure:
        found.close()
        raise _no_place(host, port, failure) from None
    found.set_inheritable(True)
    return found


def address(host: str, listener: socket.socket) -> str:
    """The address of a listening socket, as it stands in a link."""
    named = f"[{host}]" if ":" in host else host
    return f"http://{named}:{listener.getsockname()[1]}"


def _no_place(host: str, port: int, failure: Exception) -> CallError:
    why = getattr(failure, "strerror", None) or str(failure)
    where = f"{host}:{port}"
    return CallError(
        [
            Fault(
                "no-place",
                Text(
                    f"不能在 {where} 上服务：{why}", f"Cannot serve on {where}: {why}"
                ),
                hint=Text(
                    "换一个端口，例如 --port 8001；或看看是否已经在运行。",
                    "Try another port, such as --port 8001, or see what runs there.",
                ),
            )
        ]
    )

"""Which of the service's own addresses a request is for, wherever the service hangs."""

from starlette.types import Scope


def address(scope: Scope) -> str:
    """The path of a request within the service: without that at which the service is
    mounted, or which a proxy in front puts before it.

    >>> address({"path": "/rules/v1/assess", "root_path": "/rules"})
    '/v1/assess'
    >>> address({"path": "/rulesets", "root_path": "/rules"})
    '/rulesets'
    """
    path, mounted = str(scope["path"]), str(scope.get("root_path", "")).rstrip("/")
    within = path.removeprefix(mounted)
    return within if within[:1] in {"", "/"} else path

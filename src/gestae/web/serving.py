"""Serving an open case: one process, on this machine alone, until it is stopped."""

import socket
from collections.abc import Callable

import uvicorn

from gestae.desk.arrivals import Arrivals
from gestae.desk.workplace import Workplace
from gestae.model import Refusal
from gestae.web.app import make_app
from gestae.web.guard import Rules

HERE = "127.0.0.1"


def serve(workplace: Workplace, arrivals: Arrivals, *, port: int, ready: Callable[[str], None]) -> None:
    """Runs until Ctrl-C. ``ready`` is given the link that opens the desk, once it answers. Port 0 takes one that is free."""
    listening = _listening(port)
    host = f"{HERE}:{listening.getsockname()[1]}"
    rules = Rules(frozenset({host, f"localhost:{listening.getsockname()[1]}"}))
    app = make_app(workplace, arrivals, rules)
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=3,
        lifespan="off",
    )
    server = _Server(config, lambda: ready(f"http://{host}/enter?key={rules.key}"))
    try:
        server.run(sockets=[listening])
    finally:
        listening.close()


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._ready()


def _listening(port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HERE, port))
    except OSError as e:
        listening.close()
        raise Refusal(
            f"port {port}",
            f"it cannot be used ({e.strerror}).",
            "Another program may be using it.",
            "Leave out --port, or give another.",
        ) from e
    return listening

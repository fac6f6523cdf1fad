"""One web worker. Several share the listening sockets, which the supervisor holds open.

So a worker that dies takes no connection request with it, and the others go on.
"""

from __future__ import annotations

import argparse
import socket
import sys

import uvicorn

# Event streams stay open for hours; a stop waits this long for pages on their way, no longer.
GRACE_SECONDS = 2


def main(arguments: list[str] | None = None) -> int:
    """Serve the site on the sockets given by number."""
    parser = argparse.ArgumentParser(prog="python -m holdspace.server.web")
    parser.add_argument("--socket", type=int, action="append", required=True)
    parser.add_argument("--certificate")
    parser.add_argument("--key")
    options = parser.parse_args(arguments)
    config = uvicorn.Config(
        "holdspace.asgi:application",
        http="httptools",
        loop="uvloop",
        ws="none",
        lifespan="off",
        log_level="warning",
        access_log=False,  # addresses hold the ids of charts
        server_header=False,
        proxy_headers=False,
        ssl_certfile=options.certificate,
        ssl_keyfile=options.key,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    uvicorn.Server(config).run(sockets=[socket.socket(fileno=number) for number in options.socket])
    return 0


if __name__ == "__main__":
    sys.exit(main())

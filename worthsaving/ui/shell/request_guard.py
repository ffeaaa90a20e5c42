"""Guard before Streamlit's server: refuses foreign hosts and origins, and adds security headers to every answer."""

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.url_util import make_url_path

from worthsaving.ui.shell import addresses

DOWNLOADS = "media"
HEALTH = "_stcore/health"  # asked by machines that know no name, and tells nothing but "ok"
REFUSED = (
    "Worth Saving answers only at its own addresses, such as http://localhost:8501, and only its own pages. If you serve "
    "it under another name, start it with: --server.allowedHosts NAME\n"
)
CONTENT = "; ".join(
    (
        "default-src 'self'",
        # Streamlit's page has a script in it and loads the code of components from blobs; the report shown on a page is a
        # document with scripts in it, which inherits these rules.
        "script-src 'self' 'unsafe-inline' blob:",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "media-src 'self' data: blob:",
        "font-src 'self' data:",
        "worker-src 'self' blob:",
        "frame-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": CONTENT,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class RequestGuard:
    """ASGI middleware: what is refused here never reaches Streamlit, which would ask the internet for this machine's
    address before refusing it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it with 403."""
        if scope["type"] == "websocket":
            if answers(scope):
                await self.app(scope, receive, send)
            else:
                await send({"type": "websocket.close", "code": 1008})  # before it was accepted: the server answers 403
        elif scope["type"] == "http":
            answer = self.app if answers(scope) else PlainTextResponse(REFUSED, 403, {"Connection": "close"})
            await answer(scope, receive, _with_headers(send, _headers(scope["path"])))
        else:
            await self.app(scope, receive, send)


def answers(scope: Scope) -> bool:
    """Whether host and origin of a request are the app's own, and the request can be read in one way only.

    `server.allowedHosts` set to nothing and `server.enableCORS` set to false turn their halves off, as in Streamlit.
    """
    headers = Headers(scope=scope)
    if _is_ambiguous(headers):
        return False
    host, origin = headers.get("host", ""), headers.get("origin")
    known = _asks_health(scope) or not st.get_option("server.allowedHosts") or addresses.answers_host(host)
    return known and (not st.get_option("server.enableCORS") or addresses.answers_origin(origin, host))


def _is_ambiguous(headers: Headers) -> bool:
    """Whether a proxy may have read another host, another origin or another end of the body than this server."""
    if any(len(headers.getlist(name)) > 1 for name in ("host", "origin", "content-length")):
        return True
    return "content-length" in headers and "transfer-encoding" in headers


def _asks_health(scope: Scope) -> bool:
    return scope["type"] == "http" and bool(scope["path"] == own_path(HEALTH))


def own_path(route: str) -> str:
    """Return the path of one of the server's routes, such as `media/`, at this app."""
    path: str = make_url_path(st.get_option("server.baseUrlPath") or "", route)
    return path


def _headers(path: str) -> dict[str, str]:
    """Return what is added to the answer for a path; what is downloaded stays in no store of a browser or a proxy."""
    return HEADERS | ({"Cache-Control": "no-store"} if path.startswith(f"{own_path(DOWNLOADS)}/") else {})


def _with_headers(send: Send, headers: dict[str, str]) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).update(headers)
        await send(message)

    return sending

"""Guard of a server where people sign in: sign-in's own answers, and each person's downloads and uploads."""

from collections.abc import Callable

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from worthsaving.ui.shell.served import limits, own_files, sign_in, way_back
from worthsaving.words.served import sentences

LOGIN, CALLBACK, DOWNLOADS, UPLOADS = "auth/login", "oauth2callback", "media/", "_stcore/upload_file/"


class OwnGuard:
    """ASGI middleware before Streamlit's own routes; `own_path` makes a route's path at this app from its name."""

    def __init__(self, app: ASGIApp, own_path: Callable[[str], str]) -> None:
        self.app = app
        self.own_path = own_path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it where it asks for something of another person's."""
        path = scope.get("path", "")
        if scope["type"] != "http":
            await self.app(scope, receive, send)
        elif path.startswith(self.own_path(UPLOADS)):
            await self._upload(path.removeprefix(self.own_path(UPLOADS)).split("/")[0], scope, receive, send)
        elif not sign_in.is_on():
            await self.app(scope, receive, send)
        elif path.startswith(self.own_path(DOWNLOADS)):
            await self._download(scope, receive, send)
        elif path == self.own_path(LOGIN):
            await self._login(scope, receive, send)
        elif path == self.own_path(CALLBACK):
            asked = {**scope, "query_string": way_back.of_answer(scope["query_string"])}
            await self.app(asked, receive, _changed(send, lambda message: way_back.lead_back(scope, message)))
        else:
            await self.app(scope, receive, send)

    async def _upload(self, visit: str, scope: Scope, receive: Receive, send: Send) -> None:
        """Take an upload into one's own visit, as far as that has room for it; else refuse it."""
        if sign_in.is_on() and not own_files.may_upload(own_files.asking(scope), visit):
            await PlainTextResponse(sentences.NOT_YOURS, 404)(scope, receive, send)
        elif scope["method"] != "PUT":
            await self.app(scope, receive, send)
        elif (size := _length(scope)) is None and limits.are_set():
            await PlainTextResponse(sentences.NO_LENGTH, 411)(scope, receive, send)
        elif not limits.has_room_for_upload(visit, size or 0):
            await PlainTextResponse(sentences.TOO_MUCH, 413)(scope, receive, send)
        else:
            with limits.coming(visit, size or 0):
                await self.app(scope, receive, send)

    async def _download(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a file of the store to its owner only; to anybody else it is not there."""
        who = own_files.asking(scope)
        file = scope["path"].rsplit("/", 1)[-1].split(".")[0]

        def refused(start: Message) -> bool:
            return not own_files.may_download(who, file, Headers(raw=start["headers"]).get("content-type", ""))

        await _unless(refused, PlainTextResponse(sentences.NOT_YOURS, 404), self.app, scope, receive, send)

    async def _login(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lead to the sign-in service, and remember the way back; say so where the service does not answer."""

        def away(start: Message) -> bool:
            return bool(start["status"] >= 400)

        answer = PlainTextResponse(sentences.SERVICE_AWAY, 503)
        leading = _changed(send, lambda message: way_back.remember(scope, message))
        await _unless(away, answer, self.app, scope, receive, leading)


def _length(scope: Scope) -> int | None:
    """Return how many bytes a request says that it sends; None where it does not say: it may send any number in chunks."""
    said = Headers(scope=scope).get("content-length", "")
    return int(said) if said.isascii() and said.isdecimal() else None


def _changed(send: Send, change: Callable[[Message], None]) -> Send:
    """Return a `send` that changes the beginning of the answer."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            change(message)
        await send(message)

    return sending


async def _unless(
    refused: Callable[[Message], bool], instead: ASGIApp, app: ASGIApp, scope: Scope, receive: Receive, send: Send
) -> None:
    """Have `app` answer; where its answer's beginning is `refused`, `instead` answers, and nothing of it is sent."""
    kept_back = False

    async def sending(message: Message) -> None:
        nonlocal kept_back
        if message["type"] == "http.response.start":
            kept_back = refused(message)
        if not kept_back:
            await send(message)

    await app(scope, receive, sending)
    if kept_back:
        await instead(scope, receive, send)

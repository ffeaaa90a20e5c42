"""Visitors without a browser: they speak the app's own protocol, so that a hundred of them cost the app's time alone."""

import http.client
import uuid
from contextlib import ExitStack
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

MOST_BYTES = 200 * 1024 * 1024
LOST = 300  # seconds without an answer


class Visitor:
    """One visit: opens pages, drops a file, takes a download."""

    def __init__(self, address: str):
        self.place = urlsplit(address).netloc
        token = self._ask("GET", "/_stcore/health")[1]
        self.cookie = token.split(";")[0] if token else ""
        self.held = ExitStack()
        self.socket = self.held.enter_context(self.connect(f"ws://{self.place}/_stcore/stream", address, self.cookie))
        self.session = ""

    def connect(self, stream: str, origin: str, cookies: str, **options):
        """Open the app's socket."""
        token = self.cookie.partition("=")[2] or "none"
        return connect(
            stream,
            origin=origin,
            subprotocols=["streamlit", token],
            additional_headers={"Cookie": cookies},
            max_size=MOST_BYTES,
            **options,
        )

    def open(self, page: str = "") -> list[ForwardMsg]:
        """Run a page by its name in the address, "" for Home; returns what was drawn."""
        ask = BackMsg()
        ask.rerun_script.page_name = page
        self.socket.send(ask.SerializeToString())
        return self._until("script_finished")

    def drop(self, name: str, data: bytes) -> list[ForwardMsg]:
        """Drop a file in on Home."""
        drawn = self.open()
        (zone,) = [
            element.file_uploader.id for element in elements(drawn) if element.WhichOneof("type") == "file_uploader"
        ][:1]
        ask = BackMsg()
        ask.file_urls_request.request_id = uuid.uuid4().hex
        ask.file_urls_request.file_names.append(name)
        ask.file_urls_request.session_id = self.session
        self.socket.send(ask.SerializeToString())
        (urls,) = self._until("file_urls_response")[-1].file_urls_response.file_urls
        edge = uuid.uuid4().hex
        head = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\nContent-Type: text/csv\r\n\r\n'
        body = head.encode() + data + f"\r\n--{edge}--\r\n".encode()
        status, _ = self._ask("PUT", urls.upload_url, body, {"Content-Type": f"multipart/form-data; boundary={edge}"})
        assert status == 204, status
        again = BackMsg()
        state = again.rerun_script.widget_states.widgets.add()
        state.id = zone
        held = state.file_uploader_state_value.uploaded_file_info.add()
        held.name, held.size, held.file_id = name, len(data), urls.file_id
        held.file_urls.CopyFrom(urls)
        self.socket.send(again.SerializeToString())
        return self._until("script_finished")

    def download(self, drawn: list[ForwardMsg], label: str) -> bytes:
        """Click the button with that label on a page that was drawn, and take the file."""
        (button,) = [
            element.download_button
            for element in elements(drawn)
            if element.WhichOneof("type") == "download_button" and element.download_button.label == label
        ]
        ask = BackMsg()
        ask.backend_operation_request.request_id = uuid.uuid4().hex
        ask.backend_operation_request.session_id = self.session
        ask.backend_operation_request.deferred_file.file_id = button.deferred_file_id
        self.socket.send(ask.SerializeToString())
        answer = self._until("backend_operation_response")[-1].backend_operation_response
        assert answer.deferred_file.url, answer
        asking = http.client.HTTPConnection(self.place, timeout=LOST)
        asking.request("GET", answer.deferred_file.url)
        data = asking.getresponse().read()
        asking.close()
        return data

    def leave(self) -> None:
        """Close the window."""
        self.held.close()

    def _until(self, kind: str) -> list[ForwardMsg]:
        """Read messages up to one of that kind."""
        found = []
        while not found or found[-1].WhichOneof("type") != kind:
            found.append(ForwardMsg.FromString(self.socket.recv(timeout=LOST)))
            if found[-1].WhichOneof("type") == "new_session":
                self.session = found[-1].new_session.initialize.session_id or self.session
        return found

    def _ask(self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None):
        asking = http.client.HTTPConnection(self.place, timeout=LOST)
        own = {} if method == "GET" else {"Cookie": self.cookie, "X-Xsrftoken": self.cookie.partition("=")[2]}
        asking.request(method, path, body, {**own, **(headers or {})})
        answer = asking.getresponse()
        answer.read()
        asking.close()
        return answer.status, answer.getheader("Set-Cookie") or ""


def elements(drawn: list[ForwardMsg]) -> list:
    """The elements among messages."""
    return [m.delta.new_element for m in drawn if m.WhichOneof("type") == "delta" and m.delta.HasField("new_element")]

"""The server that `streamlit run app.py` and `worthsaving app` start: Streamlit's own, with our guards in front."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from streamlit import cli_util, net_util
from streamlit.web.server import server_util

from worthsaving.errors import HostingError
from worthsaving.ui.shell import ready, request_guard, surprises
from worthsaving.ui.shell.request_guard import RequestGuard
from worthsaving.ui.shell.served import left_visits, memory, visits
from worthsaving.ui.shell.served.own_guard import OwnGuard
from worthsaving.ui.shell.served.settings import settings

SOON = 0.3  # seconds after the start by which the server listens


def options() -> dict[str, Any]:
    """Return the arguments for `st.App` beside the script, and set up this process for it.

    Ends the process where the settings are not right: an app that was to ask for a sign-in never runs without one.
    """
    ready.share_memory()
    surprises.keep_messages_out_of_the_log()
    ask_nobody_for_our_address()
    try:
        told = settings()
    except HostingError as error:
        raise SystemExit(f"Worth Saving did not start. {error}") from None
    if told.limits is not None:
        visits.log_counts()
        left_visits.take_over()
    return {
        "secrets": {"auth": dict(told.auth)} if told.auth else None,
        "middleware": [Middleware(RequestGuard), Middleware(OwnGuard, own_path=request_guard.own_path)],
        "on_script_error": surprises.apologise,
        "lifespan": _while_it_runs,
    }


def ask_nobody_for_our_address() -> None:
    """Stop Streamlit from asking an outside service for this machine's address, which it does to judge an origin."""
    net_util.get_external_ip = lambda: None


@asynccontextmanager
async def _while_it_runs(_: Any) -> AsyncIterator[dict[str, Any]]:  # noqa: ANN401 - st.App, which has no public type
    """Load the pages' code, open the browser as `streamlit run` does for a plain script, give memory back.

    No browser is opened where there is no screen (`server.headless`).
    """
    ready.load_pages()
    if not st.get_option("server.headless"):
        asyncio.get_running_loop().call_later(SOON, _open_browser)
    keeping = [memory.keep_low(), *([memory.keep_giving_back()] if settings().limits is not None else [])]
    tasks = [asyncio.create_task(each) for each in keeping]
    try:
        yield {}
    finally:
        for task in tasks:
            task.cancel()


def _open_browser() -> None:
    named = st.get_option("browser.serverAddress") or st.get_option("server.address") or "localhost"
    cli_util.open_browser(server_util.get_url(server_util.get_display_address(named)))

"""People who sign in at a served app: each with a browser of their own."""

import os
import re

import pytest

from tests.browser.conftest import Visitor
from tests.browser.served import stack as stacks

STYLE = "https://cdn.jsdelivr.net/npm/@picocss/"
"""What the sign-in service's own pages ask for, and do without."""


@pytest.fixture(scope="session")
def whole(started):
    """Skips where a part of a served app is not on this machine, for one reason; on CI that is a failure."""
    lacking = stacks.missing()
    if lacking and os.environ.get("CI") == "true":
        pytest.fail(f"A served app cannot be tried: {lacking} is missing.", pytrace=False)
    if lacking:
        pytest.skip(f"A served app cannot be tried: {lacking} is missing.")


@pytest.fixture(scope="session")
def stack(whole, tmp_path_factory):
    """One served app for all tests that stop nothing of it."""
    folder = tmp_path_factory.mktemp("served")
    folder.chmod(0o755)
    with stacks.running(folder) as running:
        yield running


class Member(Visitor):
    """Somebody with a browser, who can sign in at the service."""

    def __init__(self, browser, stack, **options):
        self.stack = stack
        super().__init__(browser, stack.address, **options)

    def _remember(self, request):
        if not request.url.startswith((self.stack.address, self.stack.provider, STYLE)):
            super()._remember(request)

    def make_context(self, browser, options):
        context = browser.new_context(ignore_https_errors=True, **options)
        context.route(f"{STYLE}**", lambda route: route.abort())
        return context

    def sign_in(self, who: str) -> "Member":
        """Sign in from the page that asks for it."""
        self.page.get_by_role("button", name="Sign in").click()
        self.page.wait_for_url(f"{self.stack.provider}/**")
        self.page.fill("input[name=sub]", who)
        self.page.locator("form").filter(has=self.page.locator("input[name=sub]")).locator("button").first.click()
        self.page.wait_for_url(f"{self.address}/**")
        return self.settle()

    def sign_out(self) -> "Member":
        self.page.get_by_role("button", name=re.compile("Signed in as")).click()
        self.page.get_by_role("button", name="Sign out").click()
        self.page.wait_for_url(f"{self.stack.provider}/**")
        return self


@pytest.fixture
def member(chromium, stack):
    """Makes people at the running app; afterwards none of them asked for anything elsewhere, nor saw a script fail."""
    people = []

    def make(who: str = "", at: str = "", **options) -> Member:
        person = Member(chromium, options.pop("stack", stack), **options)
        people.append(person)
        person.open(at)
        return person.sign_in(who) if who else person

    yield make
    for person in people:
        person.context.close()
    assert [url for person in people for url in person.outside] == []
    assert [error for person in people for error in person.errors] == []

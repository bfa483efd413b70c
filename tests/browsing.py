"""The web component in a real browser: pages, and a person who goes through them.

It drives the system's Chromium, without a window and as whoever runs the tests.
"""

import contextlib
import functools
import http.server
import json
import shutil
import threading
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
NO_CHROMIUM = "there is no Chromium on this machine: apt-get install chromium"
# Also as root. What Chromium asks the net by itself is off: Playwright sees to that.
ARGUMENTS = ("--no-sandbox",)
PATIENCE = 30_000
"""So many milliseconds a page may take for one thing."""
WIDTHS = (320, 768, 1280)
HEIGHT = 900
MOST_QUESTIONS = 70
MANY = 10
"""Of more choices the component makes a narrow grid."""
Answers = Mapping[str, str | None]

# What the component tells the page is kept where a test can read it.
LISTEN = """
window.told = [];
for (const name of ["answer", "result"]) {
  document.addEventListener(name, (event) => window.told.push([name, event.detail]));
}
"""
# Text that is cut, or that makes the page scroll sideways; the heading that is only
# there for screen readers is meant to be cut.
CUT = """() => {
  const found = [];
  const wide = document.documentElement;
  if (wide.scrollWidth > wide.clientWidth) found.push(`page ${wide.scrollWidth}`);
  const roots = [document, document.querySelector("eligibility-check").shadowRoot];
  for (const root of roots) {
    for (const one of root.querySelectorAll("body *, .frame, .frame *")) {
      const box = one.getBoundingClientRect();
      // What is folded away keeps the box that it had before.
      if (!box.width || !one.checkVisibility() || one.closest(".unseen")) continue;
      const name = `${one.tagName} ${one.className} “${one.textContent.slice(0, 40)}”`;
      if (one.scrollWidth > one.clientWidth + 1 && one.clientWidth) found.push(name);
      if (box.right > wide.clientWidth + 1) found.push(`${name} to ${box.right}`);
    }
  }
  return found;
}"""
SETTLED = """() => {
  const root = document.querySelector("eligibility-check").shadowRoot;
  return root.querySelector("[data-screen]") && !root.querySelector("[aria-busy]");
}"""


@dataclass
class Visit:
    """A page with the component, and what the browser saw of it."""

    page: Page
    requests: list[tuple[str, str]] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def go(self, url: str) -> None:
        """Go to a page, anew even where it differs behind its `#` alone."""
        self.page.goto("about:blank")
        self.page.goto(url)
        self.settle()

    @property
    def heading(self) -> Locator:
        """The heading of the screen."""
        return self.page.locator("eligibility-check h2")

    @property
    def screen(self) -> str | None:
        """Which screen is shown."""
        return self.page.locator("[data-screen]").get_attribute("data-screen")

    @property
    def told(self) -> list[tuple[str, Any]]:
        """The events so far, each with its detail."""
        # As text: Playwright takes long over large values.
        found: list[tuple[str, Any]] = json.loads(
            self.page.evaluate("JSON.stringify(window.told)")
        )
        return found

    @property
    def result(self) -> Any:
        """The detail of the last result."""
        return [detail for name, detail in self.told if name == "result"][-1]

    @property
    def origins(self) -> set[str]:
        """Every origin that was asked for anything."""
        parts = (urlsplit(url) for _, url in self.requests)
        here = {"about", "blob", "data"}
        return {
            f"{one.scheme}://{one.netloc}" for one in parts if one.scheme not in here
        }

    def settle(self) -> None:
        """Wait until nothing is under way."""
        self.page.wait_for_function(SETTLED)

    def press(self, name: str) -> None:
        """Press a button by its words."""
        self.page.get_by_role("button", name=name, exact=True).first.click()
        self.settle()

    def begin(self) -> None:
        """Go from the start to the first question, of all there are."""
        self.page.locator("eligibility-check .main").click()
        self.settle()
        if self.screen == "topics":
            self.page.locator("[data-screen] form button").last.click()
            self.settle()

    def asked(self) -> str | None:
        """The fact that the screen asks for."""
        found = self.page.locator("[data-fact]")
        return found.get_attribute("data-fact") if found.count() else None

    def kind(self) -> str:
        """What kind of question the screen asks."""
        kind = self.page.locator("[data-fact]").get_attribute("data-type") or ""
        many = self.page.locator("[data-fact] button[value]").count() > MANY
        return f"many {kind}s" if many else kind

    def tell(self, value: str | None, unknown: str) -> None:
        """Answer the question on the screen."""
        if value is None:
            self.press(unknown)
            return
        choice = self.page.locator(f'[data-fact] button[value="{value}"]')
        if choice.count():
            choice.click()
        else:
            inputs = self.page.locator("[data-fact] input")
            parts = value.split("-") if inputs.count() > 1 else [value]
            for at, part in enumerate(parts):
                inputs.nth(at).fill(part)
            self.page.locator("[data-fact] .main").click()
        self.settle()

    def go_through(
        self,
        answers: Answers,
        unknown: str,
        looking: Callable[[], None] = lambda: None,
    ) -> None:
        """Answer every question, those that no
        answer is given for with "don't know".
        """
        for _ in range(MOST_QUESTIONS):
            fact = self.asked()
            if fact is None:
                return
            looking()
            self.tell(answers.get(fact), unknown)
        raise AssertionError("the interview does not end")

    def barriers(self) -> list[tuple[str, list[str]]]:
        """What axe-core finds wrong with the screen; it needs a loose visit."""
        violations = Axe().run(self.page).response["violations"]
        return [(one["id"], [it["html"] for it in one["nodes"]]) for one in violations]

    def cut(self) -> dict[int, list[str]]:
        """What is cut or too wide, at each width."""
        found: dict[int, list[str]] = {}
        for width in WIDTHS:
            self.page.set_viewport_size({"width": width, "height": HEIGHT})
            wrong: list[str] = self.page.evaluate(CUT)
            if wrong:
                found[width] = wrong
        return found


@contextlib.contextmanager
def chromium() -> Generator[Browser]:
    """The system's Chromium, without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=ARGUMENTS, timeout=PATIENCE
        )
        try:
            yield browser
        finally:
            browser.close()


@contextlib.contextmanager
def visited(
    browser: Browser,
    url: str,
    *,
    lang: str = "zh",
    scheme: Any = "light",
    loose: bool = False,
) -> Generator[Visit]:
    """A page, visited by somebody who has never been there; `loose` drops its CSP."""
    context = browser.new_context(
        viewport={"width": WIDTHS[-1], "height": HEIGHT},
        color_scheme=scheme,
        locale="zh-CN" if lang == "zh" else "en-GB",
        bypass_csp=loose,
        reduced_motion="reduce",
    )
    context.set_default_timeout(PATIENCE)
    context.add_init_script(LISTEN)
    page = context.new_page()
    visit = Visit(page)
    page.on("request", lambda one: visit.requests.append((one.method, one.url)))
    page.on("console", lambda one: visit.complaints.append(one.text))
    page.on("pageerror", lambda one: visit.complaints.append(str(one)))
    try:
        page.goto(url)
        visit.settle()
        yield visit
    finally:
        context.close()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    """Files of a folder, told nowhere."""

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name that it overrides
        """Say nothing."""


@contextlib.contextmanager
def folder_served(folder: Path) -> Generator[str]:
    """A folder on a plain web server, as a portal has one."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()

"""One person asked about through each interface: what it says is a whole document."""

import json
import subprocess
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

import httpx
import yaml

from eligibility import Rulebook, Session, assess
from eligibility.document import document
from eligibility.inquiries.advising import advise
from eligibility.web.folder import write
from tests.agreement import expected, told
from tests.asking import STDIO, Ask, asked
from tests.browsing import Visit, chromium, folder_served, visited
from tests.people import drawn
from tests.running import COMMAND, WAIT, running

Person = Mapping[str, object]
Answer = Callable[[Person, date | None], Any]
"""The document for a person on a day; None asks about today without naming it."""
DECLINED = 0.1
"""Of the facts that are not known, so many were asked for in vain."""
# A person whose answers a page has kept comes back, and wants the result.
COME_BACK = """async ([given, attributes, soFar]) => {
  const named = ["rulebook", "src", "rules", "measure", "topic", "id"];
  const apart = named.map((name) => attributes[name] || "");
  const stored = ["eligibility-check", ...apart].join(" ").trim();
  sessionStorage.setItem(stored, JSON.stringify({ given, facts: {} }));
  const found = document.createElement("eligibility-check");
  for (const [name, value] of Object.entries(attributes)) {
    found.setAttribute(name, value);
  }
  const result = new Promise((done) => {
    found.addEventListener("result", ({ detail }) => done(detail.assessment));
  });
  document.querySelector("eligibility-check").replaceWith(found);
  const settled = async () => {
    for (;;) {
      const screen = found.shadowRoot.querySelector("[data-screen]:not([aria-busy])");
      if (screen) return screen;
      await new Promise((done) => setTimeout(done, 5));
    }
  };
  (await settled()).querySelector(".main").click();
  const screen = await settled();
  if (screen.dataset.screen === "question") {
    const stop = (one) => one.textContent === soFar;
    [...screen.querySelectorAll("button")].find(stop).click();
  }
  const end = (await settled()).dataset.screen;
  return end === "result" ? JSON.stringify(await result) : JSON.stringify({ end });
}"""
SO_FAR, UNKNOWN = "停在这里，看结果", "不清楚，以后再说"
PATIENCE = 300_000
"""So many milliseconds a busy machine may take over a screen."""
COMPONENT, ALONE = "component", "component, alone"


def made_up(book: Rulebook, day: date, seed: int) -> Iterator[dict[str, object]]:
    """Profiles without end as callers write them: values typed or as text, and `null`
    for what somebody could not tell.
    """
    chance = Random(seed)  # noqa: S311 - nothing is secret here
    for profile in drawn(book, day, seed):
        values: dict[str, object] = {}
        as_text = chance.random() < 0.5
        for id_, value in told(profile, book).items():
            values[id_] = written(value) if as_text else value
        unknown = [id_ for id_ in book.facts if id_ not in profile.codes]
        values |= {id_: None for id_ in unknown if chance.random() < DECLINED}
        if values:
            yield values


def written(value: object) -> str:
    """A value as a page holds it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def by_python(book: Rulebook, today: Callable[[], date]) -> Answer:
    """`assess`, with advice."""

    def answer(person: Person, day: date | None) -> Any:
        on = day or today()
        found = assess(person, book, on=on)
        return plainly(document(found, advise(found, book.profile(person, on))))

    return answer


def without_advice(book: Rulebook, today: Callable[[], date]) -> Answer:
    """What can be said on a device alone: `assess`, without advice and amounts."""

    def answer(person: Person, day: date | None) -> Any:
        on = day or today()
        return expected(book.profile(person, on), book, on)

    return answer


def by_session(book: Rulebook, today: Callable[[], date]) -> Answer:
    """A session that is told one fact after another, the last first."""

    def answer(person: Person, day: date | None) -> Any:
        session = Session(book, on=day or today())
        for id_, value in reversed(list(person.items())):
            session.tell({id_: value})
        found = session.assessment()
        statuses = {one.measure.id: one.status for one in found}
        assert session.statuses == statuses
        return plainly(document(found, advise(found, session.profile)))

    return answer


def by_command(folder: Path) -> Answer:
    """A process of `check --json` for each person; YAML and JSON in turn."""
    number = count()

    def answer(person: Person, day: date | None) -> Any:
        is_json = next(number) % 2
        file = folder / ("me.json" if is_json else "me.yaml")
        dump = json.dumps if is_json else yaml.safe_dump
        file.write_text(dump(dict(person)), encoding="utf-8")
        words = [COMMAND, "check", str(file), "--json", "--no-input"]
        if day is not None:
            words += ["--on", day.isoformat()]
        ran = subprocess.run(words, capture_output=True, text=True, check=False)
        return json.loads(ran.stdout) if not ran.returncode else {"said": ran.stderr}

    return answer


def by_http(http: httpx.Client) -> Answer:
    """`POST /v1/assess`."""

    def answer(person: Person, day: date | None) -> Any:
        on = {} if day is None else {"on": day.isoformat()}
        return http.post("/v1/assess", json={"profile": person, **on}).json()

    return answer


def by_tools(ask: Ask) -> Answer:
    """The tool `assess`."""

    def answer(person: Person, day: date | None) -> Any:
        on = {} if day is None else {"on": day.isoformat()}
        return ask("assess", {"profile": person, "detail": "full", **on})

    return answer


def by_component(
    visit: Visit, rules: Callable[[date | None], str] | None = None
) -> Answer:
    """The component, asking its service, or deciding on the device by `rules`."""

    def answer(person: Person, day: date | None) -> Any:
        attributes = {} if day is None else {"on": day.isoformat()}
        if rules is not None:
            attributes["rules"] = rules(day)
        return json.loads(
            visit.page.evaluate(COME_BACK, [dict(person), attributes, SO_FAR])
        )

    return answer


@contextmanager
def opened(
    book: Rulebook, today: Callable[[], date], folder: Path
) -> Generator[dict[str, Answer]]:
    """Every interface but the browser, each as whoever installs it has it."""
    with ExitStack() as stack:
        serving = stack.enter_context(running("serve", "--port", "0", "--rate", "0"))
        network = stack.enter_context(running("mcp", "--http", "--port", "0"))
        http = httpx.Client(base_url=serving.url, timeout=WAIT, trust_env=False)
        yield {
            "Session": by_session(book, today),
            "check --json": by_command(folder),
            "POST /v1/assess": by_http(stack.enter_context(http)),
            "mcp": by_tools(stack.enter_context(asked(STDIO))),
            "mcp --http": by_tools(stack.enter_context(asked(network.url))),
        }


@dataclass(frozen=True, slots=True)
class Shown:
    """The component in a browser: with its service and alone, and a whole interview.

    `interview` takes what a person would answer today, and returns the answers that the
    component holds in the end, with the document that it tells the page.
    """

    answers: dict[str, Answer]
    interview: Callable[[Person], tuple[Person, Any]]


@contextmanager
def shown(book: Rulebook, days: list[date], folder: Path) -> Generator[Shown]:
    """The component in Chromium; alone with the rules of some days, the first today."""
    with ExitStack() as stack:
        for day in days:
            write(book, day, 1, folder / day.isoformat())
        pages = stack.enter_context(folder_served(folder))
        serving = stack.enter_context(running("serve", "--port", "0", "--rate", "0"))
        browser = stack.enter_context(chromium())
        asking = stack.enter_context(visited(browser, f"{serving.url}/"))
        alone = stack.enter_context(visited(browser, f"{pages}{days[0]}/index.html"))
        for visit in (asking, alone):
            visit.page.set_default_timeout(PATIENCE)

        def interview(person: Person) -> tuple[Person, Any]:
            answers = {
                id_: None if value is None else written(value)
                for id_, value in person.items()
            }
            with visited(browser, f"{serving.url}/") as visit:
                visit.page.set_default_timeout(PATIENCE)
                visit.begin()
                visit.go_through(answers, UNKNOWN)
                return visit.result["profile"], visit.result["assessment"]

        yield Shown(
            {
                COMPONENT: by_component(asking),
                ALONE: by_component(alone, lambda day: f"{pages}{day or days[0]}/"),
            },
            interview,
        )


def plainly(value: object) -> Any:
    """Values as they are once they were written as JSON."""
    return json.loads(json.dumps(value))

"""The desk: a question, the next one, and at the end the result.

The page holds the answers and posts them all, each time: nothing of a person stays here
between two requests, and nothing is in an address, where a log would have it.
"""

import json

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from eligibility import (
    EligibilityError,
    Fact,
    FactError,
    Rulebook,
    Session,
    advise,
    answer,
)
from portal.forms import Answer
from portal.words import WORDS

BOOK = Rulebook.load("guangdong")


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def desk(request: HttpRequest) -> HttpResponse:
    """The page that follows from what was posted; the first one for whoever comes."""
    if request.method != "POST":
        lang = request.GET.get("lang")
        return _shown(request, "start", lang if lang in WORDS else "zh")
    session, action = _resumed(request), request.POST.get("action", "")
    lang = action if action in WORDS else request.POST.get("lang", "")
    if lang not in WORDS:
        raise SuspiciousOperation("no such language")
    if action == "restart":
        return _shown(request, "start", lang)
    if action == "back" and session.answers:
        last = list(session.answers)[-1]
        session.withdraw(last)
        return _asked(request, session, lang, BOOK.facts[last])
    if action in {"answer", "unknown"}:
        return _answered(request, session, lang, unknown=action == "unknown")
    seen = action in WORDS and request.POST.get("page") == "result"
    if seen or action == "result" or session.question is None:
        return _told(request, session, lang)
    return _asked(request, session, lang, session.question)


def _resumed(request: HttpRequest) -> Session:
    """The conversation so far; what no page of ours has sent is refused."""
    try:
        answers = json.loads(request.POST.get("answers", ""))
        return Session(BOOK, on=timezone.localdate(), profile=dict(answers))
    except (ValueError, TypeError, RecursionError, EligibilityError):
        raise SuspiciousOperation("these are no answers") from None


def _answered(
    request: HttpRequest, session: Session, lang: str, *, unknown: bool
) -> HttpResponse:
    """What follows from an answer: the next question, the result, or the same again."""
    fact = BOOK.facts.get(request.POST.get("fact", ""))
    if fact is None:
        raise SuspiciousOperation("there is no such question")
    form = Answer(fact, lang, request.POST)
    if not unknown and not form.is_valid():
        return _asked(request, session, lang, fact, form=form)
    try:
        value = None if unknown else form.cleaned_data["value"]
        dropped = session.answer(value, fact=fact.id).dropped
    except FactError as error:
        form.refuse(error)
        return _asked(request, session, lang, fact, form=form)
    if session.question is None:
        return _told(request, session, lang)
    return _asked(request, session, lang, session.question, dropped=dropped)


def _asked(  # noqa: PLR0913 - a page, and what is on it
    request: HttpRequest,
    session: Session,
    lang: str,
    fact: Fact,
    *,
    form: Answer | None = None,
    dropped: tuple[str, ...] = (),
) -> HttpResponse:
    words = WORDS[lang]
    headings = [BOOK.facts[id_].heading.in_language(lang) for id_ in dropped]
    shown = {
        "fact": fact,
        "form": form or Answer(fact, lang),
        "question": fact.question.in_language(lang),
        "help": fact.help.in_language(lang),
        "left": words["left"].format(*session.remaining),
        "dropped": words["dropped"].format(", ".join(headings)) if dropped else "",
        "why": [BOOK.measures[id_].title.in_language(lang) for id_ in session.why],
    }
    return _shown(request, "question", lang, session, **shown)


def _told(request: HttpRequest, session: Session, lang: str) -> HttpResponse:
    found, profile = session.assessment(), session.profile
    said = answer(found, profile, advise(found, profile), lang)
    blocks = [
        (block.kind.heading.in_language(lang), block.entries) for block in said.blocks
    ]
    shown = {"header": said.header, "blocks": blocks, "more": session.question}
    return _shown(request, "result", lang, session, **shown)


def _shown(
    request: HttpRequest,
    page: str,
    lang: str,
    session: Session | None = None,
    **shown: object,
) -> HttpResponse:
    answers = session.answers if session else {}
    shown |= {"lang": lang, "words": WORDS[lang], "answers": json.dumps(answers)}
    return render(request, f"portal/{page}.html", shown)

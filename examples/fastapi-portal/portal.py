"""A portal on FastAPI: pages of its own, and the service of eligibility beneath /rules.

What there is comes from the Python API. The interview is the web component, which asks
the service beneath /rules: one origin, one process to start, and nothing kept.
"""

from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from fastapi import FastAPI, HTTPException, Query, Request
from fastapi.responses import HTMLResponse
from fastapi.staticfiles import StaticFiles
from fastapi.templating import Jinja2Templates

from eligibility import Rulebook
from eligibility.service.application import application
from eligibility.service.settings import Settings

HERE = Path(__file__).parent
RULEBOOK = "guangdong"
LOCAL_TIME = ZoneInfo("Asia/Shanghai")
GUARDS = {
    # Scripts and calls stay with this origin, since the service is part of it.
    "Content-Security-Policy": "default-src 'self'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
Lang = Annotated[Literal["zh", "en"], Query()]

book = Rulebook.load(RULEBOOK)
templates = Jinja2Templates(HERE / "templates")
app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
app.mount("/rules", application(Settings(rulebook=RULEBOOK)))
app.mount("/static", StaticFiles(directory=HERE / "static"))


@app.get("/")
def home(request: Request, lang: Lang = "zh") -> HTMLResponse:
    """The interview about everything, and what there is today."""
    today = datetime.now(LOCAL_TIME).date()
    offered = [one for one in book.measures.values() if one.on(today)]
    shown = {"lang": lang, "rulebook": RULEBOOK, "offered": offered}
    return templates.TemplateResponse(request, "home.html", shown, headers=GUARDS)


@app.get("/measures/{measure_id}")
def one_measure(request: Request, measure_id: str, lang: Lang = "zh") -> HTMLResponse:
    """One measure, and the interview about it alone."""
    if measure_id not in book.measures:
        raise HTTPException(404)
    measure = book.measures[measure_id]
    shown = {"lang": lang, "rulebook": RULEBOOK, "measure": measure}
    return templates.TemplateResponse(request, "measure.html", shown, headers=GUARDS)

"""The command `check`: what one person is entitled to."""

from typing import Annotated

import typer

from .help import both
from .options import Accessible, Book, Json, Lang, Measures, NoColor, On, day, view

HELP = both(
    "一个人可以办哪些事：先说能办的，再说还差什么、为什么不行。"
    "不给 PROFILE，就一题一题地问。",
    "What one person is entitled to: first what is there now, then what is missing and "
    "what is not. Without PROFILE, the questions are asked one by one.",
)
EXAMPLES = both(
    "eligibility check\n"
    "eligibility check --save me.yaml\n"
    "eligibility check me.yaml --on 2021-07-27\n"
    "eligibility check me.yaml --why social-insurance-subsidy\n"
    "eligibility check me.yaml --report plan.pdf --calendar plan.ics\n"
    "eligibility check - --json < me.yaml",
    "eligibility check --lang en\n"
    "eligibility check --save me.yaml\n"
    "eligibility check me.yaml --on 2021-07-27\n"
    "eligibility check me.yaml --why social-insurance-subsidy\n"
    "eligibility check me.yaml --report plan.pdf --calendar plan.ics\n"
    "eligibility check - --json < me.yaml",
)

Profile = Annotated[
    str | None,
    typer.Argument(
        metavar="PROFILE",
        help=both(
            "回答的文件，YAML 或 JSON；- 是标准输入",
            "a file of answers, YAML or JSON; - is standard input",
        ),
    ),
]
NoInput = Annotated[
    bool,
    typer.Option(
        "--no-input", help=both("从不提问，从不等待", "never ask and never wait")
    ),
]
Save = Annotated[
    str | None,
    typer.Option(
        "--save",
        metavar="FILE",
        help=both("把回答存进文件，以后接着答", "keep the answers in a file"),
    ),
]
Why = Annotated[
    list[str] | None,
    typer.Option(
        "--why",
        metavar="ID",
        help=both(
            "这一项的全部条件、您的回答和依据",
            "every condition of a measure, with your answers and the sources",
        ),
    ),
]
Every = Annotated[
    bool,
    typer.Option(
        "--all",
        help=both("每一项的全部条件", "every condition of every measure"),
    ),
]
Report = Annotated[
    str | None,
    typer.Option(
        "--report",
        metavar="FILE",
        help=both(
            "把结果和办法写成一份可打印的文件，.html 或 .pdf",
            "a plan to print or send: .html or .pdf",
        ),
    ),
]
Calendar = Annotated[
    str | None,
    typer.Option(
        "--calendar",
        metavar="FILE",
        help=both(
            "把要记住的日子写成日历文件，.ics，手机可以导入",
            "the days to remember, .ics, for a phone's calendar",
        ),
    ),
]


Horizon = Annotated[
    int,
    typer.Option(
        "--horizon",
        metavar="YEARS",
        min=1,
        max=20,
        help=both(
            "往后看几年，默认 5 年，最多 20 年",
            "how many years to look ahead, 5 by default, at most 20",
        ),
    ),
]


def check(  # noqa: PLR0913 - one parameter an option
    profile: Profile = None,
    on: On = None,
    measure: Measures = None,
    *,
    as_json: Json = False,
    no_input: NoInput = False,
    save: Save = None,
    why: Why = None,
    every: Every = False,
    report: Report = None,
    calendar: Calendar = None,
    horizon: Horizon = 5,
    rulebook: Book = "guangdong",
    lang: Lang = "zh",
    accessible: Accessible = False,
    no_color: NoColor = False,
) -> None:
    """Answer one person."""
    seen = view(lang, accessible=accessible, no_color=no_color)
    asked = day(on)
    from .checking import Files, Request, Wanted, run

    run(
        Request(
            profile=profile,
            day=asked,
            measures=tuple(measure) if measure else None,
            wanted=Wanted(tuple(why or ()), every),
            as_json=as_json,
            may_ask=not no_input,
            save=save,
            files=Files(report, calendar),
            years=horizon,
            rulebook=rulebook,
            view=seen,
        )
    )

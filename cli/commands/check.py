"""The command `check`: what one person is entitled to."""

from typing import Annotated

import typer

from eligibility.keeping.formats import CALENDARS, PLANS, either

from ..help import both
from ..options import Json, Measures, On, Reader, Topics, scope, spread

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

PLAN, DAYS = either(PLANS), either(CALENDARS)

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
            f"把结果和办法写成一份可打印的文件，{PLAN.zh}",
            f"a plan to print or send: {PLAN.en}",
        ),
    ),
]
Appendix = Annotated[
    bool,
    typer.Option(
        "--appendix",
        help=both(
            "报告后面附上全部理由、每一项的条件和您的回答",
            "the report also has all reasons, the conditions of each and your answers",
        ),
    ),
]
Calendar = Annotated[
    str | None,
    typer.Option(
        "--calendar",
        metavar="FILE",
        help=both(
            f"把要记住的日子写成日历文件，{DAYS.zh}，手机可以导入",
            f"the days to remember, {DAYS.en}, for a phone's calendar",
        ),
    ),
]
OneKey = Annotated[
    bool,
    typer.Option(
        "--one-key",
        help=both(
            "问答时按一个数字就选定，不用再按回车",
            "in the interview a number answers at once, without Enter",
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


@spread
def check(  # noqa: PLR0913 - one parameter an option
    context: typer.Context,
    profile: Profile = None,
    on: On = None,
    measure: Measures = None,
    topic: Topics = None,
    *,
    as_json: Json = False,
    no_input: NoInput = False,
    one_key: OneKey = False,
    save: Save = None,
    why: Why = None,
    every: Every = False,
    report: Report = None,
    appendix: Appendix = False,
    calendar: Calendar = None,
    horizon: Horizon = 5,
    reader: Reader,
) -> None:
    """Answer one person."""
    view = reader.view
    whole = scope(reader.rulebook, on, measure, topic)
    from ..again import Call
    from ..person.answering import Answering
    from ..person.checking import Given, run
    from ..person.files import Files

    given = Given(profile, save, not no_input, one_key, Call.of(context))
    answering = Answering(
        view=view,
        why=tuple(why or ()),
        every=every,
        as_json=as_json,
        years=horizon,
        files=Files(report, calendar, appendix),
        again=given.again,
    )
    run(given, whole, answering)

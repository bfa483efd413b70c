"""The commands `rules …`: for the people who keep the rules."""

from typing import Annotated

import typer

from ..help import both
from ..options import Json, Reader, spread
from ..program import Command, Group
from . import editing

HELP = both(
    "给维护规则的人：检查和测试规则。",
    "For the people who keep the rules: check and test them.",
)
EXAMPLES = both(
    "eligibility rules check\neligibility rules test",
    "eligibility rules check --lang en\neligibility rules test --lang en",
)
CHECK_HELP = both(
    "读一遍规则集，说出每一处错误和它的位置；没有错误就报个数目。",
    "Read a rulebook and tell each fault with its place; without any, what it holds.",
)
CHECK_EXAMPLES = both(
    "eligibility rules check\neligibility rules check rules/guangdong",
    "eligibility rules check --lang en\neligibility rules check rules/guangdong",
)
TEST_HELP = both(
    "用规则集自带的案例逐个试一遍。", "Try each of the cases that come with a rulebook."
)
TEST_EXAMPLES = both(
    "eligibility rules test\neligibility rules test rules/guangdong --json",
    "eligibility rules test --lang en\neligibility rules test rules/guangdong --json",
)
COVERAGE_HELP = both(
    "逐句对照所依据的文件：由哪些措施落实，或为什么不用判断；案例显示了多少条件。",
    "Hold the document, sentence by sentence, against the measures; and the measures "
    "against their cases.",
)
COVERAGE_EXAMPLES = both(
    "eligibility rules coverage\neligibility rules coverage --json",
    "eligibility rules coverage --lang en\neligibility rules coverage --json",
)
CHANGES_HELP = both(
    "一项措施哪一天改了什么：条件、数额、材料、依据。",
    "What changed in a measure on which day: conditions, figures, papers, sources.",
)
CHANGES_EXAMPLES = both(
    "eligibility rules changes social-insurance-subsidy",
    "eligibility rules changes social-insurance-subsidy --lang en",
)
NEW_HELP = both(
    "开始写一项新措施：写一份能通过检查的草稿和一个案例，列进 rulebook.yaml；不改已有的。",
    "Begin a measure: a skeleton that checks and a case, listed in rulebook.yaml; nothing "
    "that is there is written over.",
)
NEW_EXAMPLES = both(
    "eligibility rules new rent-subsidy --rulebook my-rules",
    "eligibility rules new rent-subsidy --rulebook my-rules --lang en",
)
MUTATE_HELP = both(
    "故意改动规则，一处一处地试：哪些改动没有案例发现。",
    "Spoil the rules on purpose, one thing at a time: which changes no case notices.",
)
MUTATE_EXAMPLES = both(
    "eligibility rules mutate legal-aid\neligibility rules mutate --sample 200 --jobs 2",
    "eligibility rules mutate legal-aid --lang en\n"
    "eligibility rules mutate --sample 200 --jobs 2 --lang en",
)
CASES_HELP = both(
    "给没有成对案例的判断提出一对：两个人只差这一个判断，结论就不同；要由人确认。",
    "Propose a pair of cases for each test that has none: two people who differ in it "
    "alone and in the outcome, to be confirmed by a person.",
)
CASES_EXAMPLES = both(
    "eligibility rules cases startup-loan --write loan-pairs.yaml",
    "eligibility rules cases startup-loan --write loan-pairs.yaml --lang en",
)

PROVE_HELP = both(
    "对所有可能的人和每一期规定证明：能符合、能不符合、没有多余或永远成立的条件等；"
    "不成立的举一个最小的例子。要装 eligibility[prove]。",
    "Prove, over all people and versions: each measure can be met and missed, no condition "
    "is dead or redundant, and more; what fails comes with a smallest example. Takes "
    "eligibility[prove].",
)
PROVE_EXAMPLES = both(
    "eligibility rules prove\neligibility rules prove rules/guangdong --json",
    "eligibility rules prove --lang en\neligibility rules prove rules/guangdong --json",
)
DIFF_HELP = both(
    "两个规则集，或一个规则集的两天，意思差在哪里：没有改变（已证明），"
    "或谁得谁失、各举一个最小的例子；还有数额、日子、文字、依据、提醒。"
    "谁得谁失要装 eligibility[prove]。",
    "What differs in meaning between two rulebooks, or two days of one: unchanged (proved), "
    "or who gains and loses, each with a smallest example; and amounts, days, words, grounds, "
    "cautions. Who gains and loses takes eligibility[prove].",
)
DIFF_EXAMPLES = both(
    "eligibility rules diff old-rules my-rules\n"
    "eligibility rules diff --from 2023-12-31 --to 2024-01-01\n"
    "eligibility rules diff --touching retirement_age",
    "eligibility rules diff old-rules my-rules --lang en\n"
    "eligibility rules diff --from 2023-12-31 --to 2024-01-01 --lang en\n"
    "eligibility rules diff --touching retirement_age --lang en",
)
Old = Annotated[
    str | None,
    typer.Argument(
        metavar="OLD", help=both("旧的规则集", "the rulebook before the edit")
    ),
]
New = Annotated[
    str | None,
    typer.Argument(
        metavar="NEW", help=both("新的规则集", "the rulebook after the edit")
    ),
]
From = Annotated[
    str | None,
    typer.Option(
        "--from",
        metavar="DAY",
        help=both(
            "比较一个规则集的两天：前一天", "two days of one rulebook: the first"
        ),
    ),
]
To = Annotated[
    str | None,
    typer.Option("--to", metavar="DAY", help=both("后一天", "the second")),
]
Touching = Annotated[
    str | None,
    typer.Option(
        "--touching",
        metavar="PARAMETER",
        help=both(
            "只说一个参数涉及哪些措施、条件、文字和案例",
            "only tell what measures, conditions, texts and cases a parameter touches",
        ),
    ),
]
Timeout = Annotated[
    float,
    typer.Option(
        "--timeout",
        min=0,
        metavar="SECONDS",
        help=both(
            "每个问题最多求解几秒，默认 10；超时算没有证出来",
            "seconds for one question, 10 by default; out of time is not proved",
        ),
    ),
]
Folder = Annotated[
    str | None,
    typer.Argument(
        metavar="FOLDER",
        help=both("规则集的文件夹，同 --rulebook", "its folder, as --rulebook"),
    ),
]
app = typer.Typer(cls=Group, rich_markup_mode=None)


@app.command("check", cls=Command, help=CHECK_HELP, epilog=CHECK_EXAMPLES)
@spread
def check(
    folder: Folder = None,
    *,
    as_json: Json = False,
    reader: Reader,
) -> None:
    """Check a rulebook."""
    view = reader.view
    from ..rulebooks.checking import check_rules

    check_rules(folder or reader.rulebook, view, as_json=as_json)


@app.command("test", cls=Command, help=TEST_HELP, epilog=TEST_EXAMPLES)
@spread
def try_cases(
    folder: Folder = None,
    *,
    as_json: Json = False,
    reader: Reader,
) -> None:
    """Try the cases of a rulebook."""
    view = reader.view
    from ..rulebooks.trying import try_rules

    try_rules(folder or reader.rulebook, view, as_json=as_json)


@app.command("coverage", cls=Command, help=COVERAGE_HELP, epilog=COVERAGE_EXAMPLES)
@spread
def coverage(
    folder: Folder = None,
    *,
    as_json: Json = False,
    reader: Reader,
) -> None:
    """Show what of the law is encoded, and what of that a case has shown."""
    view = reader.view
    from ..rulebooks.coverage import cover_rules

    cover_rules(folder or reader.rulebook, view, as_json=as_json)


@app.command("prove", cls=Command, help=PROVE_HELP, epilog=PROVE_EXAMPLES)
@spread
def prove(
    folder: Folder = None,
    *,
    timeout: Timeout = 10.0,
    as_json: Json = False,
    reader: Reader,
) -> None:
    """Prove a rulebook."""
    view = reader.view
    from ..rulebooks.proving import prove_rules

    prove_rules(folder or reader.rulebook, view, timeout=timeout, as_json=as_json)


@app.command("diff", cls=Command, help=DIFF_HELP, epilog=DIFF_EXAMPLES)
@spread
def diff(  # noqa: PLR0913 - an option each
    old: Old = None,
    new: New = None,
    *,
    start: From = None,
    end: To = None,
    touching: Touching = None,
    as_json: Json = False,
    reader: Reader,
) -> None:
    """Tell who gains and who loses by an edit."""
    view = reader.view
    from ..rulebooks.differing import compared, diff_rules, touch_rules

    if touching is not None:
        touch_rules(touching, old or reader.rulebook, view, as_json=as_json)
        return
    both_ = compared((old, new), reader.rulebook, start, end)
    diff_rules(both_, view, as_json=as_json)


@app.command("changes", cls=Command, help=CHANGES_HELP, epilog=CHANGES_EXAMPLES)
@spread
def changes(
    measure: Annotated[
        str,
        typer.Argument(
            metavar="MEASURE",
            help=both("措施的 id，见 eligibility measures", "its id, see `measures`"),
        ),
    ],
    *,
    as_json: Json = False,
    reader: Reader,
) -> None:
    """Tell what changed in a measure, day by day."""
    view = reader.view
    from ..rulebooks.history import tell_changes

    tell_changes(measure, reader.rulebook, view, as_json=as_json)


@app.command("new", cls=Command, help=NEW_HELP, epilog=NEW_EXAMPLES)
@spread
def new(
    measure: Annotated[
        str,
        typer.Argument(
            metavar="MEASURE", help=both("新措施的 id", "the id of the new measure")
        ),
    ],
    *,
    reader: Reader,
) -> None:
    """Begin a measure."""
    view = reader.view
    from ..rulebooks.beginning import begin_measure

    begin_measure(measure, reader.rulebook, view)


@app.command("mutate", cls=Command, help=MUTATE_HELP, epilog=MUTATE_EXAMPLES)
@spread
def mutate(  # noqa: PLR0913 - an option each
    measure: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="MEASURE...",
            help=both("只改和这些措施有关的", "only what touches these measures"),
        ),
    ] = None,
    *,
    sample: Annotated[
        int | None,
        typer.Option(
            min=1,
            metavar="N",
            help=both("只试其中这么多处", "try so many of them only"),
        ),
    ] = None,
    seed: Annotated[
        int,
        typer.Option(
            metavar="S",
            help=both("同一个数，抽到的也一样", "the same draws the same ones"),
        ),
    ] = 0,
    jobs: Annotated[
        int,
        typer.Option(
            min=1,
            metavar="N",
            help=both("同时用几个进程", "how many processes at once"),
        ),
    ] = 1,
    as_json: Json = False,
    reader: Reader,
) -> None:
    """Try the cases on rulebooks with one thing changed."""
    view = reader.view
    from ..rulebooks.mutating import Asked, mutate_rules

    asked = Asked(tuple(measure or ()), sample, seed, jobs)
    mutate_rules(asked, reader.rulebook, view, as_json=as_json)


@app.command("cases", cls=Command, help=CASES_HELP, epilog=CASES_EXAMPLES)
@spread
def cases(
    measure: Annotated[
        str,
        typer.Argument(metavar="MEASURE", help=both("措施的 id", "the measure's id")),
    ],
    *,
    write: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help=both("写进这个新文件；默认打印", "into this new file; else printed"),
        ),
    ] = None,
    reader: Reader,
) -> None:
    """Propose pairs of cases."""
    view = reader.view
    from ..rulebooks.proposing import propose_cases

    propose_cases(measure, reader.rulebook, write, view)


editing.add(app)

"""An empty workbook to be filled in: one column a fact, with lists to choose from.

The applicants' sheet comes first, since that is the sheet that is read, and holds
nothing but headings. The made-up example stands on the last sheet, down a column beside
what each fact means, so that nobody can screen it by accident. Lists of choices have a
sheet of their own: Excel keeps short ones only within a cell, and splits those at each
comma.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from eligibility.keeping.filing import Filing, together, told
from eligibility.law.facts import Fact, Kind, Value
from eligibility.periods import FIRST_DAY, LAST_DAY
from eligibility.readings.prose import NO, YES
from eligibility.rulebook import Rulebook
from eligibility.screening.example import example
from eligibility.screening.sheet import ROWS
from eligibility.screening.unfinished import (
    HEADING,
    Format,
    Workbook,
    Worksheet,
    abandoned,
    cell_range,
    closed,
    opened,
)
from eligibility.sentences.wrapping import cells, wrapped
from eligibility.texts import Language, Text

APPLICANTS = Text("申请人", "Applicants")
CHOICES = Text("选项", "Choices")
READ_ME = Text("说明", "Read me")
ADVICE = (
    Text(
        "在“申请人”表里，一行填一个人；表头不要改。",
        'On the sheet "Applicants", one row is one person; leave the headings as they '
        "are.",
    ),
    Text(
        "不知道的就空着。空着就是不清楚，不会当成“否”或 0。",
        "Leave empty what you do not know. Empty is unknown: it is never taken for "
        '"no" or 0.',
    ),
    Text(
        "日期要写到日，例如 2020-06-30。钱以元计，只写数字。",
        "Dates name the day, such as 2020-06-30. Money is in yuan, digits only.",
    ),
    Text(
        "不用的列可以删去，也可以加自己的列（例如编号），会原样带到结果里。",
        "You may take out columns, and add your own, such as a number of the case: "
        "those are carried into the result as they are.",
    ),
    Text(
        "不要填姓名、电话和证件号码，这里用不着。",
        "Write no names, phone or ID numbers; none is needed here.",
    ),
    Text(
        "下面的例子是编的，只用来看怎么填。",
        "The example below is made up, to show how it is done.",
    ),
)
COLUMNS = (
    (Text("列", "Column"), 26),
    (Text("要问的", "Question"), 46),
    (Text("说明", "Help"), 60),
    (Text("怎么填", "What to write"), 30),
    (Text("例子（编的）", "Example (made up)"), 22),
    (Text("名字", "Name"), 30),
)
LONGEST_MESSAGE = 255
LONGEST_TITLE = 32
LAST_ROW = ROWS - 1


def write_template(book: Rulebook, name: str, *, day: date, language: Language) -> None:
    """Write an empty workbook for a rulebook's facts; CallError where it cannot be.

    `day` is when the person of the example lives.
    """
    with together() as files:
        _write(book, name, files, example(book, day), language)


def _write(
    book: Rulebook,
    name: str,
    files: Filing,
    values: Mapping[str, Value],
    language: Language,
) -> None:
    workbook = opened(files.begin(name), files.folder(name))
    try:
        with told(name):
            forms = _forms(workbook)
            template = _Template(tuple(book.facts.values()), language, forms)
            sheets = [
                workbook.add_worksheet(one.in_language(language))
                for one in (APPLICANTS, CHOICES, READ_ME)
            ]
            template.applicants(sheets[0])
            template.choices(sheets[1])
            template.read_me(sheets[2], values)
        closed(workbook, name)
    except BaseException:
        abandoned(workbook)
        raise


def _forms(workbook: Workbook) -> dict[str, Format]:
    return {
        "heading": workbook.add_format({**HEADING, "text_wrap": True}),
        "title": workbook.add_format({"bold": True, "font_size": 14}),
        "wrapped": workbook.add_format({"text_wrap": True, "valign": "top"}),
        "day": workbook.add_format(
            {"num_format": "yyyy-mm-dd", "align": "left", "valign": "top"}
        ),
        "left": workbook.add_format({"align": "left", "valign": "top"}),
    }


@dataclass(frozen=True, slots=True)
class _Template:
    facts: tuple[Fact, ...]
    language: Language
    forms: Mapping[str, Format]

    def say(self, text: Text) -> str:
        return text.in_language(self.language)

    def applicants(self, sheet: Worksheet) -> None:
        """Headings with notes, and beneath each what may be written."""
        sheet.set_row(0, 32)
        choices = [one for one in self.facts if one.kind is Kind.CHOICE]
        for column, fact in enumerate(self.facts):
            heading = self.say(fact.heading)
            sheet.write_string(0, column, heading, self.forms["heading"])
            sheet.write_comment(0, column, self.note(fact), _sized(self.note(fact)))
            form = self.forms["day"] if fact.kind is Kind.DATE else None
            sheet.set_column(column, column, min(max(cells(heading) + 2, 12), 24), form)
            at = choices.index(fact) if fact in choices else 0
            allowed = self.allowed(fact, at) | self.prompt(fact)
            sheet.data_validation(1, column, LAST_ROW, column, allowed)
        sheet.freeze_panes(1, 0)

    def choices(self, sheet: Worksheet) -> None:
        """The values of each choice, a column each."""
        choices = [one for one in self.facts if one.kind is Kind.CHOICE]
        columns = [
            [self.say(one.heading), *(self.say(it) for it in one.values.values())]
            for one in choices
        ]
        for row in range(max((len(one) for one in columns), default=0)):
            form = None if row else self.forms["heading"]
            for column, words in enumerate(columns):
                if row < len(words):
                    sheet.write_string(row, column, words[row], form)
        for column, words in enumerate(columns):
            sheet.set_column(column, column, min(max(map(cells, words)) + 2, 60))
        sheet.freeze_panes(1, 0)

    def read_me(self, sheet: Worksheet, values: Mapping[str, Value]) -> None:
        """How to fill it in, what each fact means, and the example."""
        sheet.set_tab_color("#2F6DB3")
        sheet.write_string(0, 0, self.say(READ_ME), self.forms["title"])
        for row, text in enumerate(ADVICE, start=1):
            sheet.write_string(row, 0, f"{row}. {self.say(text)}")
        top = len(ADVICE) + 2
        for column, (heading, width) in enumerate(COLUMNS):
            sheet.write_string(top, column, self.say(heading), self.forms["heading"])
            sheet.set_column(column, column, width)
        for row, fact in enumerate(self.facts, start=top + 1):
            told = (fact.heading, fact.question, fact.help, self.manner(fact))
            for column, text in enumerate(told):
                words = self.say(text)
                sheet.write_string(row, column, words, self.forms["wrapped"])
            if fact.id in values:
                self.shown(sheet, row, len(told), fact, values[fact.id])
            sheet.write_string(row, len(told) + 1, fact.id, self.forms["left"])
        sheet.freeze_panes(top + 1, 1)

    def shown(
        self, sheet: Worksheet, row: int, column: int, fact: Fact, value: Value
    ) -> None:
        """A value as it is to be written into the table."""
        left, wrap = self.forms["left"], self.forms["wrapped"]
        match value:
            case bool():
                sheet.write_string(row, column, self.say(YES if value else NO), left)
            case str():
                sheet.write_string(row, column, self.say(fact.values[value]), wrap)
            case date():
                midnight = datetime(value.year, value.month, value.day)  # noqa: DTZ001 - Excel has no time zones
                sheet.write_datetime(row, column, midnight, self.forms["day"])
            case _:
                sheet.write_number(row, column, float(value), left)

    def note(self, fact: Fact) -> str:
        """What is asked, what helps to answer, and how to write it."""
        said = [fact.question, fact.help, self.manner(fact)]
        return "\n".join([*(self.say(one) for one in said), fact.id])

    def manner(self, fact: Fact) -> Text:
        """How a value is written."""
        low, high = fact.decode(fact.least), fact.decode(fact.most)
        unit = fact.counted_in
        beside = Text(f"（{unit.zh}）", f" ({unit.en})") if unit else Text("", "")
        match fact.kind:
            case Kind.BOOL:
                return Text(f"{YES.zh} 或 {NO.zh}", f"{YES.en} or {NO.en}")
            case Kind.CHOICE:
                return Text("从下拉列表里选", "Choose from the list")
            case Kind.DATE:
                return Text("日期，例如 2020-06-30", "A date, such as 2020-06-30")
            case Kind.INTEGER:
                return Text(
                    f"整数，{low} 到 {high}{beside.zh}",
                    f"A whole number, {low} to {high}{beside.en}",
                )
            case Kind.NUMBER | Kind.MONEY:
                return Text(
                    f"数字，{low} 到 {high}{beside.zh}",
                    f"A number, {low} to {high}{beside.en}",
                )

    def allowed(self, fact: Fact, choice: int) -> dict[str, object]:
        """What Excel lets through; `choice` is the fact's column among the lists."""
        low, high = fact.decode(fact.least), fact.decode(fact.most)
        match fact.kind:
            case Kind.BOOL:
                return {"validate": "list", "source": [self.say(YES), self.say(NO)]}
            case Kind.CHOICE:
                sheet, last = self.say(CHOICES), len(fact.values)
                return {
                    "validate": "list",
                    "source": f"='{sheet}'!{_range(choice, 1, last)}",
                }
            case Kind.DATE:
                latest = "=TODAY()" if fact.latest_is_today else LAST_DAY
                return _between("date", FIRST_DAY, latest)
            case Kind.INTEGER:
                return _between("integer", low, high)
            case Kind.NUMBER | Kind.MONEY:
                return _between("decimal", float(str(low)), float(str(high)))

    def prompt(self, fact: Fact) -> dict[str, object]:
        """The words beside a cell, as many as Excel holds there."""
        said = [self.say(one) for one in (fact.question, self.manner(fact), fact.help)]
        fitting = (
            "\n".join(said[:count])
            for count in range(len(said), 0, -1)
            if len("\n".join(said[:count])) <= LONGEST_MESSAGE
        )
        found: dict[str, object] = {
            "error_title": self.say(Text("这里填不了这个", "This does not fit here")),
            "error_message": self.say(self.manner(fact)),
        }
        message = next(fitting, None)
        if message is not None:
            found["input_message"] = message
        if len(self.say(fact.heading)) <= LONGEST_TITLE:
            found["input_title"] = self.say(fact.heading)
        return found


def _between(kind: str, low: object, high: object) -> dict[str, object]:
    return {"validate": kind, "criteria": "between", "minimum": low, "maximum": high}


def _range(column: int, first: int, last: int) -> str:
    return str(cell_range(first, column, last, column))


def _sized(note: str) -> dict[str, object]:
    """A note's box, large enough for its text (some seven pixels a cell)."""
    lines = len(wrapped(note, 44))
    return {"width": 340, "height": 24 + 18 * lines, "author": "eligibility"}

"""What `screen --template` does: write an empty table to be filled in."""

from eligibility.rulebook import Rulebook
from eligibility.screening.template import write_template

from ..options import Scope, View
from ..showing.talk import tell


def write_empty(name: str, scope: Scope, view: View) -> None:
    """Write the table, and say how to go on."""
    book = Rulebook.load(scope.rulebook, keep=True)
    write_template(book, name, day=scope.day, language=view.language)
    tell(
        view.say(
            f"空表存在 {name}。填好以后：\neligibility screen {name} --out 结论.xlsx",
            f"The empty table is in {name}. Fill it in, then:\n"
            f"eligibility screen {name} --out decisions.xlsx",
        )
    )

"""What `rules new` does: a measure begun, and what to do with it told."""

from eligibility.loading import folder
from eligibility.loading.beginning import begin

from .. import opening
from ..options import View
from ..showing.talk import tell


def begin_measure(measure: str, rulebook: str, view: View) -> None:
    """Begin a measure in a rulebook; CallError where that cannot be done."""
    place = folder.find(rulebook)
    files = begin(place, opening.rulebook(rulebook).contents, measure)
    names = "\n".join(f"  {file}" for file in files)
    tell(
        view.say(
            f"写好了草稿：\n{names}\n改成真正的规则，然后：\n"
            f"eligibility rules check {rulebook} && eligibility rules test {rulebook}",
            f"The skeleton is written:\n{names}\nWrite the rule over it, then:\n"
            f"eligibility rules check {rulebook} && eligibility rules test {rulebook}",
        )
    )

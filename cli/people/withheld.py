"""What is said of columns that were not handed through."""

from ..options import View
from ..showing.talk import tell


def tell_withheld(withheld: tuple[str, ...], view: View) -> None:
    """Say which columns were not handed through."""
    if withheld:
        names = "、".join(withheld), ", ".join(withheld)
        tell(
            view.say(
                f"没有带上：{names[0]}。里面有证件或电话号码；要带上，请用 --carry。",
                f"Not handed through: {names[1]}. ID or phone numbers are in there; use "
                "--carry to hand them through.",
            )
        )

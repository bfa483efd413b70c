"""The files that are wanted beside one person's answer."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Files:
    """Their names; None for a file that is not wanted. `appendix` is whether the report
    is to have one.
    """

    report: str | None = None
    calendar: str | None = None
    appendix: bool = False

    @property
    def wanted(self) -> bool:
        """Whether there are any, or something of one."""
        return self.report is not None or self.calendar is not None or self.appendix

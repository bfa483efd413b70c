"""The files that are wanted beside one person's answer."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Files:
    """Their names; None for a file that is not wanted."""

    report: str | None = None
    calendar: str | None = None

    @property
    def wanted(self) -> bool:
        """Whether there are any."""
        return self.report is not None or self.calendar is not None

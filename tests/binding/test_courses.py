"""What is found of a person is kept only for as long as that is asked for."""

from datetime import date
from threading import Thread

from eligibility import Rulebook
from eligibility.binding.courses import DaySplit, Law
from eligibility.law.facts import Code
from eligibility.law.terms import Comparison, FactTerm, Literal
from eligibility.sets.days import Span

SPAN = Span(date(2024, 2, 29), 400)
OF_AGE = Comparison(FactTerm("birth_date"), "<=", Literal(date(2008, 2, 29)))


class Counted(dict[str, Code]):
    """A person's codes, and how often one of them was read."""

    read = 0

    def __getitem__(self, fact: str) -> Code:
        self.read += 1
        return super().__getitem__(fact)


def test_what_was_found_is_kept_while_one_remembers_and_then_forgotten() -> None:
    law, somebody = _law()
    course = law.course(OF_AGE)
    before: DaySplit = course(somebody)
    read = somebody.read
    assert read
    with law.remembering():
        assert course(somebody) == before
        assert somebody.read == 2 * read
        assert course(somebody) == before
        assert somebody.read == 2 * read
    assert course(somebody) == before
    assert somebody.read == 3 * read


def test_another_thread_is_not_told_what_one_remembers() -> None:
    law, somebody = _law()
    course = law.course(OF_AGE)
    with law.remembering():
        course(somebody)
        read = somebody.read
        other = Thread(target=course, args=[somebody])
        other.start()
        other.join()
        assert somebody.read == 2 * read


def _law() -> tuple[Law, Counted]:
    birth = date(2000, 1, 1).toordinal()
    return Law(Rulebook.load("guangdong").contents, SPAN), Counted(birth_date=birth)

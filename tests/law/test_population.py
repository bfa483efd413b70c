"""What is usual among people: shares of classes, and people drawn by them."""

import shutil
from datetime import date
from pathlib import Path

from eligibility import Rulebook
from eligibility.law.population import drawn, weights

DAY = date(2026, 11, 24)
BOOK = Rulebook.load()
POPULATION = BOOK.contents.population


def test_shares_of_choices_are_those_written() -> None:
    sex = BOOK.facts["sex"]
    assert weights(sex, [("male",), ("female",)], POPULATION, DAY) == (0.6, 0.4)
    assert weights(sex, [("male", "female")], POPULATION, DAY) == (1.0,)


def test_where_nothing_is_said_all_classes_are_alike() -> None:
    born = BOOK.facts["birth_date"]
    line = range(born.least, DAY.toordinal() + 1)
    assert weights(born, [line[:10], line[10:]], {}, DAY) == (0.5, 0.5)


def test_groups_of_a_line_have_one_size() -> None:
    born = BOOK.facts["birth_date"]
    middle = int(drawn(born, 0.5, POPULATION, DAY))
    line = range(born.least, DAY.toordinal() + 1)
    halves = [range(line.start, middle), range(middle, line.stop)]
    younger, older = weights(born, halves, POPULATION, DAY)
    assert abs(younger - older) < 0.001


def test_the_days_of_a_population_move_with_the_day_asked() -> None:
    born = BOOK.facts["birth_date"]
    earlier = date(2021, 11, 24)
    first = int(drawn(born, 0.0, POPULATION, DAY))
    assert first - int(drawn(born, 0.0, POPULATION, earlier)) == (DAY - earlier).days


def test_each_fact_of_the_rulebook_has_a_usual_value() -> None:
    assert POPULATION.keys() == BOOK.facts.keys()


def test_the_hash_of_the_law_leaves_the_population_out(tmp_path: Path) -> None:
    folder = tmp_path / "book"
    shutil.copytree(BOOK.folder, folder)
    (folder / "population.yaml").write_text("sex: {male: 1, female: 3}\n")
    other = Rulebook.load(str(folder))
    assert other.sha256 == BOOK.sha256
    assert other.contents.population.keys() == {"sex"}

"""Answers in a file: what is read of it, and where each stands."""

import io
from pathlib import Path

import pytest

from eligibility import FactError
from eligibility.loading import answers, source


def test_values_stay_text_and_null_says_not_known() -> None:
    read = answers.from_bytes(b"a: yes\nb: 2020-06-30\nc: null\nd:\ne: 'null'\n", "me")
    assert read.values == {
        "a": "yes",
        "b": "2020-06-30",
        "c": None,
        "d": None,
        "e": "null",
    }


def test_a_known_fact_is_pointed_to_at_its_value_any_other_at_its_name() -> None:
    read = answers.from_bytes(b"sex: male\nsexx: male\ncity:\n", "me")
    places = read.places({"sex", "city"})
    assert str(places["sex"]) == "me:1:6"
    assert str(places["sexx"]) == "me:2:1"
    assert str(places["city"]) == "me:3:1"


def test_json_may_be_indented_with_tabs() -> None:
    read = answers.from_bytes(b'{\n\t"sex": "male",\n\t"student": null\n}\n', "me")
    assert read.values == {"sex": "male", "student": None}


def test_no_more_of_a_stream_is_read_than_the_limit() -> None:
    stream = io.BytesIO(b"a" * (source.BYTES * 3))
    with pytest.raises(FactError):
        answers.from_stream(stream, "me")
    assert stream.tell() == source.BYTES + 1


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    file = tmp_path / "me.yaml"
    with file.open("wb") as stream:
        stream.truncate(100_000_000)
    with pytest.raises(FactError, match="too large"):
        answers.from_file(str(file))


def test_no_value_is_shown_by_a_repr() -> None:
    read = answers.from_bytes(b"birth_date: 1999-05-01\n", "me")
    assert "1999" not in repr(read)

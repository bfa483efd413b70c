"""People in the same sets have the same number, and no others have it."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from eligibility.screening.patterns import Patterns
from eligibility.sets.people import bits


@given(
    seed=st.integers(0, 2**32),
    sets=st.integers(0, 50),
    people=st.integers(1, 200),
)
def test_a_pattern_tells_which_sets_somebody_is_in(
    seed: int, sets: int, people: int
) -> None:
    chance = np.random.default_rng(seed)
    patterns = Patterns()
    seen: dict[int, bytes] = {0: bytes(sets)}
    for _ in range(3):
        of = chance.random((sets, people)) < chance.choice([0.01, 0.1, 0.5])
        asked = [bits(one) if one.any() else None for one in of]
        numbers = patterns.of(asked, people).tolist()
        for person, pattern in enumerate(numbers):
            assert seen.setdefault(pattern, of[:, person].tobytes()) == (
                of[:, person].tobytes()
            )
    assert len(set(seen.values())) == len(seen)

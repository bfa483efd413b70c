"""Turns: addresses take turns, none has all the places, and what ends lets go."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligibility.service.turns import NoPlaceError, Turns

Work = Callable[[Turns], Awaitable[None]]


def run(work: Work, *, places: int = 2, most: int = 8, share: int = 4) -> None:
    async def all_of_it() -> None:
        await work(Turns(places, most, share))

    asyncio.run(asyncio.wait_for(all_of_it(), 5))


async def held(
    turns: Turns, who: str, begun: list[str], end: asyncio.Event, *, patient: bool
) -> None:
    async with turns.turn(who, patient=patient):
        begun.append(who)
        await end.wait()


async def settled() -> None:
    for _ in range(10):
        await asyncio.sleep(0)


def test_one_address_leaves_a_place_to_the_others() -> None:
    async def work(turns: Turns) -> None:
        begun, end = list[str](), asyncio.Event()
        async with asyncio.TaskGroup() as tasks:
            for who in ("a", "a", "a", "b"):
                tasks.create_task(held(turns, who, begun, end, patient=False))
            await settled()
            assert begun == ["a", "b"]
            end.set()
        assert turns.count == 0

    run(work)


def test_addresses_take_turns() -> None:
    async def work(turns: Turns) -> None:
        begun, end = list[str](), asyncio.Event()
        async with asyncio.TaskGroup() as tasks:
            for who in ("a", "a", "a", "a", "b", "c"):
                tasks.create_task(held(turns, who, begun, end, patient=False))
            await settled()
            end.set()
        assert begun == ["a", "a", "b", "c", "a", "a"]

    run(work, places=1)


def test_too_many_are_refused_and_those_who_are_patient_wait() -> None:
    async def work(turns: Turns) -> None:
        begun, end = list[str](), asyncio.Event()
        async with asyncio.TaskGroup() as tasks:
            for who in ("a", "a", "b"):
                tasks.create_task(held(turns, who, begun, end, patient=False))
            await settled()
            for who in ("a", "c"):  # its share is full, and so are all
                with pytest.raises(NoPlaceError):
                    await held(turns, who, begun, end, patient=False)
            tasks.create_task(held(turns, "c", begun, end, patient=True))
            await settled()
            assert turns.count == 4
            end.set()
        assert begun.count("c") == 1

    run(work, most=3, share=2)


@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.booleans()), max_size=12),
    st.integers(1, 3),
)
def test_whoever_goes_away_leaves_no_place_taken(
    calls: list[tuple[str, bool]], places: int
) -> None:
    async def work(turns: Turns) -> None:
        begun, end = list[str](), asyncio.Event()
        tasks = [
            asyncio.create_task(held(turns, who, begun, end, patient=True))
            for who, _ in calls
        ]
        await settled()
        for task, (_, goes) in zip(tasks, calls, strict=True):
            if goes:
                task.cancel()
        await settled()
        end.set()
        await asyncio.gather(*tasks, return_exceptions=True)
        assert turns.count == 0
        async with turns.turn("d"):
            assert turns.count == 1

    run(work, places=places, most=1, share=1)

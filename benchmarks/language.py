"""Fuzzes the language of rulebooks: refused with a place, or read alike by all.

python -m benchmarks.language                      100,000 rulebooks, two processes
python -m benchmarks.language --rulebooks 2000 --from 7000
"""

import argparse
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from tests.wild import tried

PART = 250


def main() -> None:
    """Try rulebooks, and print how many loaded and which went wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rulebooks", type=int, default=100_000, help="100,000")
    parser.add_argument("--from", dest="first", type=int, default=0, help="first seed")
    parser.add_argument("--processes", type=int, default=2, help="2")
    asked = parser.parse_args()
    start = time.perf_counter()
    last = asked.first + asked.rulebooks
    firsts = range(asked.first, last, PART)
    loaded, wrong = 0, list[str]()
    with ProcessPoolExecutor(asked.processes) as pool:
        parts = pool.map(part, firsts, [last] * len(firsts))
        for number, (count, failures) in enumerate(parts, 1):
            loaded += count
            wrong += failures
            print(f"\r{number}/{len(firsts)}", end="", flush=True)
    seconds = time.perf_counter() - start
    print(f"\r{asked.rulebooks} rulebooks from seed {asked.first}, {seconds:.0f} s")
    print(f"{loaded} loaded, {asked.rulebooks - loaded - len(wrong)} were refused")
    print(f"{len(wrong)} went wrong")
    for one in wrong:
        print(one)


def part(first: int, last: int) -> tuple[int, list[str]]:
    """How many of some rulebooks load, and what went wrong with which."""
    loaded, wrong = 0, list[str]()
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(first, min(first + PART, last)):
            try:
                loaded += tried(seed, Path(folder) / "book")
            except Exception as error:  # noqa: BLE001 - whatever it is, it is told
                wrong.append(f"seed {seed}: {type(error).__name__}: {error}")
    return loaded, wrong


if __name__ == "__main__":
    main()

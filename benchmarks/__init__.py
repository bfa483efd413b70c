"""Performance, as ratios of runs made side by side;
`python -m benchmarks` prints it.
"""

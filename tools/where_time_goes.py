#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Where the time of `logitlab lab` goes, room by room. docs/speed.md quotes the table.

Runs the command under `perf record` until there are some ten thousand samples, and adds them up by the names of
the functions they fell into.

    python3 tools/where_time_goes.py build/release/logitlab [options of lab]        needs perf (linux-perf)
"""
import collections
import re
import subprocess
import sys
import tempfile

# The first that matches the name of the function.
ROOMS = [
    ("map of starts, 64 x 64 for each loss", r"SideBySide|basin|PlainRule|UpdateRule"),
    ("surfaces", r"grid|Surface|surface_csv|EmpiricalRisk|sum_of_values"),
    ("lines of equal loss", r"contour_lines|Tracer|cells_of|simplify"),
    ("what hides what, and colours of the relief", r"Relief|LossScale|quads_back_to_front|scale_of"),
    ("places for labels", r"Occupied|TurnedBox|label|squared_distance|text_width|enters"),
    ("training, recorder, columns", r"solver|Recorder|Sha256|sha256|row_terms|RowMean|columns|separat|values_and_slopes"),
    ("figures, the rest", r"figure::"),
    ("run.json and tables", r"json|csv|io::"),
    ("numbers as text, elementary functions", r"math::|text|shortest|format|to_chars"),
    ("system: loading, memory, files", r"\[k\]|alloc|free|mem(cpy|move|set|cmp)|clear_page|_dl_|do_lookup"),
]


def samples(command, rounds):
    counts = collections.Counter()
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(rounds):
            record = ["perf", "record", "-q", "-F", "20000", "-o", folder + "/perf.data", "--"]
            subprocess.run(record + command + ["--out", folder + "/lab", "--force", "--quiet"], check=True,
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            report = subprocess.run(["perf", "report", "-i", folder + "/perf.data", "--no-children", "--stdio", "-n",
                                     "-t", "$", "--sort", "symbol"], check=True, capture_output=True, text=True).stdout
            for line in report.splitlines():
                fields = line.split("$", 2)  # share, samples, name
                if len(fields) == 3 and fields[1].strip().isdigit():
                    counts[fields[2].strip()] += int(fields[1])
    return counts


def main():
    counts = samples([sys.argv[1], "lab"] + sys.argv[2:], 20)
    rooms = collections.Counter()
    for symbol, count in counts.items():
        rooms[next((name for name, pattern in ROOMS if re.search(pattern, symbol)), "other")] += count
    whole = sum(rooms.values())
    for name, count in rooms.most_common():
        print(f"| {name} | {100 * count / whole:.0f} % |")
    print(f"\n{whole} samples; the dearest functions:")
    names = collections.Counter()
    for symbol, count in counts.items():
        names[symbol[4:110]] += count  # what follows are arguments
    for name, count in names.most_common(12):
        print(f"  {100 * count / whole:5.1f} %  {name}")


if __name__ == "__main__":
    main()

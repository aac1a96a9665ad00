"""Measures a pair of nets on real frames.

    measure.py DETECTOR.onnx READER.onnx FOLDER [--held-out] [--threshold T] [--list]

FOLDER holds frames/ and frames.csv with the columns file, min_x, min_y, max_x, max_y, plate (one row per plate; sets
in a column `set`, if any, are reported apart). --held-out takes the half of a training folder that training leaves
alone.
"""
import argparse
import csv
import os
import time
from collections import namedtuple

import cv2
import numpy as np

from contracts import THRESHOLD
from plate_finding import PlateFinder, overlap
from plate_reading import FEWEST, MOST, PlateReader, plate_confidence
from real_frames import RealFrames

Truth = namedtuple("Truth", "box text group")
Outcome = namedtuple("Outcome", "truth found text confidence")  # truth None: a reading of something else

FOUND = .5    # overlap of boxes from which a plate counts as found
ALIKE = str.maketrans("OI", "01")


def main():
    asked = _arguments()
    cv2.setNumThreads(1)
    finder, reader = PlateFinder(asked.detector), PlateReader(asked.reader)
    frames = held_out(asked.folder) if asked.held_out else listed(asked.folder)
    outcomes, seconds = [], []
    for name, truths in frames.items():
        picture = cv2.imread(os.path.join(asked.folder, "frames", name))
        if picture is None:
            raise SystemExit(f"{asked.folder}/frames/{name} is no picture, but frames.csv names it")
        start = time.perf_counter()
        finds = finder.find(picture)
        readings = [reader.read(picture, f.quad) for f in finds]
        seconds.append(time.perf_counter() - start)
        outcomes += judge(truths, finds, readings)
    report(outcomes, len(frames), asked.threshold)
    if asked.list:
        for o in sorted(outcomes, key=lambda o: -o.confidence):
            if o.truth is None or o.truth.text != o.text:
                print(f"  {o.confidence:.3f}  {o.truth.text if o.truth else '(no plate)':12} {o.text or '-'}")
    print(f"one thread, OpenCV: median {1e3 * np.median(seconds):.1f} ms a frame")


def judge(truths, finds, readings):
    """What became of every plate, and of every find that is none of them."""
    outcomes, used = [], set()
    for truth in truths:
        scores = [overlap(f.quad, truth.box) for f in finds]
        best = int(np.argmax(scores)) if scores else -1
        if best < 0 or scores[best] < .2:
            outcomes.append(Outcome(truth, False, "", 0.0))
            continue
        used.add(best)
        reading = readings[best]
        outcomes.append(Outcome(truth, scores[best] >= FOUND, reading.text, plate_confidence(reading)))
    outcomes += [Outcome(None, False, r.text, plate_confidence(r)) for i, r in enumerate(readings) if i not in used]
    return outcomes


def report(outcomes, frames, threshold):
    plates, others = [o for o in outcomes if o.truth], [o for o in outcomes if not o.truth]
    print(f"{'':14} plates  found  read  read (O=0, I=1)  at {threshold}: passed  right  right (O=0, I=1)")
    for group in sorted({o.truth.group for o in plates}) + ["all"]:
        these = [o for o in plates if group in (o.truth.group, "all")]
        passed = [o for o in these if passes(o, threshold)]
        print(f"{group:14} {len(these):6} {sum(o.found for o in these):6} {sum(map(exact, these)):5} "
              f"{sum(map(alike, these)):16} {len(passed):16} {sum(map(exact, passed)):6} {sum(map(alike, passed)):18}")
    false = [o for o in others if passes(o, threshold)]
    print(f"{len(others)} finds beside the plates in {frames} frames, {len(false)} of them read at {threshold}")


def passes(outcome, threshold):
    return outcome.confidence >= threshold and FEWEST <= len(outcome.text) <= MOST


def exact(outcome):
    return outcome.text == outcome.truth.text


def alike(outcome):
    return outcome.text.translate(ALIKE) == outcome.truth.text.translate(ALIKE)


def listed(folder):
    """Frames and their plates out of frames.csv; plates without a text are left out."""
    frames = {}
    with open(os.path.join(folder, "frames.csv"), encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            box = np.float32([row["min_x"], row["min_y"], row["max_x"], row["max_y"]]).reshape(2, 2)
            text = "".join(c for c in row["plate"].upper() if c.isalnum())
            frames.setdefault(row["file"], []).append(Truth(box, text, row.get("set") or "plates"))
    return frames


def held_out(folder):
    """The frames of the plates that training leaves alone, all their plates; certain texts form their own group."""
    frames = RealFrames(folder, held_out=True)
    return {name: [Truth(p.box.reshape(2, 2), p.text, "legible" if p.legible == "yes" else "partly legible")
                   for p in frames.plates[name]] for name in frames.names}


def _arguments():
    parser = argparse.ArgumentParser(description="Measures a detector and a reader on real frames.")
    parser.add_argument("detector")
    parser.add_argument("reader")
    parser.add_argument("folder")
    parser.add_argument("--held-out", action="store_true", help="only the plates of FOLDER that training leaves alone")
    parser.add_argument("--threshold", type=float, default=THRESHOLD, help="least confidence (default %(default)s)")
    parser.add_argument("--list", action="store_true", help="list what was misread, missed or invented")
    return parser.parse_args()


if __name__ == "__main__":
    main()

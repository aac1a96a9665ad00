"""Writes the contract that ships beside each net: what it takes, what it answers, what it was trained on."""
import datetime
import json

import plate_finding as finding
import plate_reading as reading

THRESHOLD = .65  # a plate counts when its least certain character has at least this confidence; see README, "Threshold"
OURS = "Drawn plates and scenes: our own drawing, in the faces of Debian's font packages (no font is included)."
FRAMES = ("plates-train frames: MIT, (c) 2020 Robert Lucian Chiriac (github.com/RobertLucian/license-plate-dataset); "
          "frames used for training, none included.")


def write_detector(path, run, with_frames):
    _write(path, run, with_frames, {
        "input": {"name": "picture", "shape": ["n", 3, "h", "w"], "channels": "BGR", "scale": 1 / 255,
                  "multipleOf": finding.SIDES, "padding": finding.PADDING},
        "output": {"name": "maps", "shape": ["n", 9, "h/8", "w/8"], "stride": finding.STRIDE,
                   "channels": ["heat", "x0", "y0", "x1", "y1", "x2", "y2", "x3", "y3"],
                   "corners": "clockwise from the plate's top left, offsets from the middle of the cell in cells"},
        "largestLevel": finding.LARGEST_LEVEL, "firstScore": finding.FIRST_SCORE, "secondScore": finding.SECOND_SCORE,
        "leastScore": finding.LEAST_SCORE,
        "secondLook": {"width": finding.LOOK_WIDTH, "height": finding.LOOK_HEIGHT, "plateWidth": finding.LOOK_PLATE,
                       "near": finding.LOOK_NEAR},
        "overlap": finding.OVERLAP})


def write_reader(path, run, with_frames):
    _write(path, run, with_frames, {
        "input": {"name": "lines", "shape": ["n", 1, reading.HEIGHT, reading.WIDTH], "channels": "grey",
                  "normalise": "(grey - mean) / (standard deviation + 8), each line for itself"},
        "output": {"name": "probabilities", "shape": ["n", len(reading.ALPHABET), reading.WIDTH // 4],
                   "meaning": "class by column, CTC; class 0 is the blank"},
        "alphabet": reading.ALPHABET, "looks": [list(look) for look in reading.LOOKS],
        "twoLinesUnder": reading.TWO_LINES_UNDER, "fewestCharacters": reading.FEWEST,
        "mostCharacters": reading.MOST, "threshold": THRESHOLD})


def _write(path, run, with_frames, contract):
    contract["trained"] = {"date": datetime.date.today().isoformat(), "steps": run.steps,
                           "minutes": round(run.trained / 60),
                           "parameters": sum(p.numel() for p in run.net.parameters())}
    contract["data"] = ["drawn"] + (["plates-train (the half not held out)"] if with_frames else [])
    contract["notices"] = [OURS] + ([FRAMES] if with_frames else [])
    with open(path, "w", encoding="utf-8") as file:
        json.dump(contract, file, indent=2, ensure_ascii=False)
        file.write("\n")

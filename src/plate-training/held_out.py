"""Prints the rows of FOLDER/frames.csv that training leaves alone: the frames and plates that a net may be measured on."""
import csv
import sys

from real_frames import COLUMNS, held_out_rows


def main():
    if len(sys.argv) != 2:
        raise SystemExit("held_out.py: expected one folder with frames.csv")
    table = csv.writer(sys.stdout, lineterminator="\n")
    table.writerow(COLUMNS)
    try:
        for plate in held_out_rows(sys.argv[1]):
            table.writerow([plate.frame, *(f"{side:g}" for side in plate.box), plate.text, plate.legible])
    except ValueError as error:
        raise SystemExit(str(error)) from None


if __name__ == "__main__":
    main()

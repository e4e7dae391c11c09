"""The figures of a run's report from its tables: python3 tidy.py EXPORT_DIR prints their series as JSON (README.md).

Needs Python's standard library alone; figures.ipynb draws what this reads.
"""
import csv
import json
import math
import pathlib
import statistics
import sys

READERS = {"integer": int, "number": float, "boolean": lambda text: text == "true", "text": str}
POINT = ["x", "value", "low", "high", "bar", "present", "repeats", "absence", "cell"]


def table(folder, name):
    """The rows of a table, each value of the type that the dictionary says, None where it is absent."""
    with open(folder / "dictionary.csv", newline="", encoding="utf-8") as file:
        types = {row["column"]: row["type"] for row in csv.DictReader(file) if row["file"] == name}
    with open(folder / name, newline="", encoding="utf-8") as file:
        return [{column: None if text == "NA" else READERS[types[column]](text) for column, text in row.items()}
                for row in csv.DictReader(file)]


def is_wide(values, ratio):
    """Whether a logarithmic axis is wanted: a linear one would hide the least."""
    found = [value for value in values if value is not None]
    return bool(found) and min(found) > 0 and max(found) / min(found) > ratio


def axis(row, which):
    unit = row[which + "_unit"]
    return row[which + "_quantity"] + ("" if unit == "1" else f" ({unit})")


def figures(folder):
    """By its name each figure of the report: panels by title, in them lines by name, in them points in their order."""
    found = {}
    for row in table(folder, "figures.csv"):
        figure = found.setdefault(
            row["figure"], {"title": row["title"], "x": axis(row, "x"), "y": axis(row, "y"), "panels": {}})
        panel = figure["panels"].setdefault(row["panel"], {"shaded_from": row["shaded_from"], "lines": {}})
        line = panel["lines"].setdefault(
            row["line"], {"protocol": row["protocol"], "dashed": row["dashed"], "kind": row["kind"], "points": []})
        line["points"].append({part: row[part] for part in POINT})
    for figure in found.values():
        points = [point for panel in figure["panels"].values() for line in panel["lines"].values()
                  for point in line["points"]]
        figure["places"] = sorted({point["x"] for point in points})
        figure["x_log"] = is_wide(figure["places"], 5)
        figure["y_log"] = is_wide([point["value"] for point in points], 20)
    return found


def contradictions(folder):
    """What one table says and another does not: a line each, none in a sound export.

    A cell's mean is that of its trials, its range theirs, and a drawn cell has a value and a bar of cells.csv.
    """
    trials, cells, found = {}, {}, []
    for row in table(folder, "long.csv"):
        trials.setdefault((row["cell"], row["quantity"]), []).append(row["value"])
    for row in table(folder, "cells.csv"):
        own = trials[row["cell"], row["quantity"]]
        present = [value for value in own if value is not None]
        bars = [(None, None), (row["low"], row["high"]), (row["least"], row["greatest"])]
        cells.setdefault(row["cell"], []).extend((row["value"], *bar) for bar in bars)
        name = f"cells.csv: cell {row['cell']}, {row['quantity']}"
        if row["statistic"] == "mean" and row["value"] is not None:
            if not math.isclose(row["value"], statistics.fmean(present), rel_tol=1e-9, abs_tol=1e-12):
                found.append(f"{name}: {row['value']} is not the mean of {present}")
        if row["least"] is not None and (row["least"], row["greatest"]) != (min(own), max(own)):
            found.append(f"{name}: {row['least']} to {row['greatest']} is not the range of {own}")
    for cell in cells:
        torn = [value > 0 for value in trials.get((cell, "agreement_violations"), [])]
        cells[cell].append(sum(torn) / len(torn) if torn else None)
    for row in table(folder, "figures.csv"):
        if row["cell"] is not None and row["value"] is not None:
            drawn = (row["value"], row["low"], row["high"])
            if drawn not in cells[row["cell"]] and row["value"] != cells[row["cell"]][-1]:
                place = f"{row['figure']}, {row['panel']}, {row['line']}"
                found.append(f"figures.csv: {place}: cell {row['cell']} has no {drawn}")
    return found


def main():
    if len(sys.argv) != 2 or not (pathlib.Path(sys.argv[1]) / "figures.csv").is_file():
        print("usage: tidy.py EXPORT_DIR; EXPORT_DIR is what 'medchain results export --tidy' wrote", file=sys.stderr)
        sys.exit(2)
    folder = pathlib.Path(sys.argv[1])
    json.dump(figures(folder), sys.stdout, indent=1)
    problems = contradictions(folder)
    print(*problems, sep="\n", end="\n" if problems else "", file=sys.stderr)
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()

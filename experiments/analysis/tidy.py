"""The figures of a run's report from its tables: python3 tidy.py EXPORT_DIR prints their series as JSON (README.md).

Needs Python's standard library alone; figures.ipynb draws what this reads.
"""
import csv
import json
import pathlib
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


def main():
    if len(sys.argv) != 2 or not (pathlib.Path(sys.argv[1]) / "figures.csv").is_file():
        print("usage: tidy.py EXPORT_DIR; EXPORT_DIR is what 'medchain results export --tidy' wrote", file=sys.stderr)
        sys.exit(2)
    json.dump(figures(pathlib.Path(sys.argv[1])), sys.stdout, indent=1)


if __name__ == "__main__":
    main()

"""Throughput and median latency of a run's cells, with intervals: python3 throughput.py EXPORT_DIR [SVG_FILE] (README.md).

Needs Python's standard library alone, so it also runs where no plotting library is.
"""
import csv
import math
import pathlib
import statistics
import sys

CELL = ["protocol", "nodes", "fault", "fault_rate"]
AXES = ["attacker_share", "epsilon", "block_interval_s", "dishonest_share", "lazy_share", "upload_reward", "false_penalty"]
COLOURS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#000000", "#999999"]


def rows(folder, name):
    with open(folder / name, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def t_quantile(freedom):
    """Student's t at 0.975: bisection of its distribution, a finite sum for whole degrees of freedom."""

    def two_sided(t):
        angle = math.atan(t / math.sqrt(freedom))
        term, total = 1.0, 0.0
        for k in range(1 if freedom % 2 == 0 else 2, freedom, 2):
            total += term
            term *= k / (k + 1) * math.cos(angle) ** 2
        if freedom % 2 == 0:
            return math.sin(angle) * total
        return 2 / math.pi * (angle + math.sin(angle) * math.cos(angle) * total)

    low, high = 0.0, 20.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if two_sided(middle) < 0.95 else (low, middle)
    return low


def mean(values):
    """With Student's interval; without one where a repeat has no value, as a bar around the others would be biased."""
    found = [float(value) for value in values if value != "NA"]
    if not found:
        return None
    centre = statistics.mean(found)
    if len(found) < 2 or len(found) < len(values):
        return centre, None, None
    half = t_quantile(len(found) - 1) * statistics.stdev(found) / math.sqrt(len(found))
    return centre, centre - half, centre + half


def median(pooled, values):
    """Of the requests of all repeats together, from the least to the greatest of the repeats' own medians."""
    found = [float(value) for value in values if value != "NA"]
    if pooled == "NA":
        return None, None, None
    whole = 1 < len(found) == len(values)
    return (float(pooled), min(found), max(found)) if whole else (float(pooled), None, None)


def text(value, digits):
    return "NA" if value is None else f"{value:.{digits}f}"


def read(folder):
    """The axes that the cells differ in beside CELL, the cells in order, and whether all that was offered became final."""
    trials = rows(folder, "tidy.csv")
    # An axis of the grid has several values with the same number of nodes.
    point = lambda row: tuple(row[name] for name in CELL)
    axes = [name for name in AXES if len({point(row) + (row[name],) for row in trials}) > len(set(map(point, trials)))]
    key = lambda row: tuple(row[name] for name in CELL + axes)
    pooled = {key(row): row["latency_ms"] for row in rows(folder, "quantiles.csv") if row["quantile"] == "0.5"}
    repeats = {}
    for row in trials:
        repeats.setdefault(key(row), []).append(row)
    cells = []
    for cell, group in repeats.items():
        rate = mean([row["throughput_tps"] for row in group])
        if rate:
            cells.append((cell, rate, median(pooled[cell], [row["latency_p50_ms"] for row in group]), len(group)))
    number = lambda value: -1.0 if value == "NA" else float(value)
    cells.sort(key=lambda each: (each[0][0], int(each[0][1]), each[0][2], [number(value) for value in each[0][3:]]))
    live = [row for row in trials if row["expected_live"] == "true"]
    carried = all(row["uncommitted"] == "0" and row["saturation_tps"] == "NA" for row in live) and bool(live)
    return axes, cells, carried


def round_step(least):
    """The next of 1, 2, 2.5, 5, 10 at its power of ten."""
    if least <= 0:
        return 0.25
    power = 10.0 ** math.floor(math.log10(least))
    return next(part * power for part in (1, 2, 2.5, 5, 10) if part * power >= least)


def panel(cells, which, title, top, log):
    """One figure's part: a group of points a number of nodes, a colour a protocol, a bar an interval."""
    nodes = sorted({int(cell[0][1]) for cell in cells})
    protocols = sorted({cell[0][0] for cell in cells})
    series = sorted({cell[0][:1] + cell[0][2:] for cell in cells})
    scale = (lambda v: math.log10(max(v, 1e-3))) if log else (lambda v: max(v, 0.0))
    drawn = [scale(v) for cell in cells for v in cell[which] if v is not None]
    low = math.floor(min(drawn)) if log and drawn else 0.0
    high = (math.ceil(max(drawn)) if log else 4 * round_step(max(drawn) / 4)) if drawn else 1.0
    high = high if high > low else low + 1.0
    x = lambda cell: 70 + 520 / len(nodes) * (
        nodes.index(int(cell[1])) + (series.index(cell[:1] + cell[2:]) + 1) / (len(series) + 1))
    y = lambda v: top + 220 - 200 * (scale(v) - low) / (high - low)
    out = [f'<text x="70" y="{top}" font-weight="bold">{title}</text>']
    ticks = [10.0 ** e for e in range(int(low), int(high) + 1)] if log else [high * part / 4 for part in range(5)]
    for tick in ticks:
        out.append(f'<path d="M70 {y(tick):.1f}H590" stroke="#ddd"/>'
                   f'<text x="64" y="{y(tick) + 4:.1f}" text-anchor="end">{tick:.12g}</text>')
    for at, count in enumerate(nodes):
        out.append(f'<text x="{70 + 520 / len(nodes) * (at + 0.5):.1f}" y="{top + 238}" text-anchor="middle">{count}</text>')
    for cell in cells:
        centre, least, most = cell[which]
        if centre is not None:
            colour = COLOURS[protocols.index(cell[0][0]) % len(COLOURS)]
            if least is not None:
                out.append(f'<path d="M{x(cell[0]):.1f} {y(least):.1f}V{y(most):.1f}" stroke="{colour}" stroke-width="2"/>')
            out.append(f'<circle cx="{x(cell[0]):.1f}" cy="{y(centre):.1f}" r="3.5" fill="{colour}"/>')
    for at, protocol in enumerate(protocols):
        out.append(f'<text x="{590 - 60 * at}" y="{top}" text-anchor="end" fill="{COLOURS[at % len(COLOURS)]}">{protocol}</text>')
    return out


def draw(axes, cells):
    order = ", ".join(CELL[2:] + axes)
    return "\n".join(
        ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 620 580" font-family="sans-serif" font-size="12">',
         '<rect width="620" height="580" fill="#fff"/>']
        + panel(cells, 1, "Throughput in requests/s, with 95 % intervals (Student's t)", 24, False)
        + panel(cells, 2, "Median latency in ms, from the least to the greatest repeat", 304, True)
        + [f'<text x="330" y="572" text-anchor="middle">Number of nodes; within one: by protocol, then {order}</text>',
           "</svg>", ""])


def main():
    if len(sys.argv) not in (2, 3) or not (pathlib.Path(sys.argv[1]) / "tidy.csv").is_file():
        print("usage: throughput.py EXPORT_DIR [SVG_FILE]; EXPORT_DIR is what 'medchain results export' wrote", file=sys.stderr)
        sys.exit(2)
    folder = pathlib.Path(sys.argv[1])
    axes, cells, carried = read(folder)
    print(*CELL, *axes, "throughput_tps tps_low tps_high p50_ms p50_low p50_high repeats")
    for cell, rate, latency, count in cells:
        print(*cell[:3], f"{float(cell[3]):.2f}", *cell[4:], *(text(value, 3) for value in rate),
              *(text(value, 1) for value in latency), count)
    print("# tps: mean, 95 % interval by Student's t over the repeats; p50: of all repeats, least and greatest of theirs")
    if carried:
        print("# Every request became final in every cell that was to live: throughput is the load here, so it is flat over nodes.")
        print("# What a protocol sustains is in results/saturation (experiments/configs/saturation.yaml).")
    figure = pathlib.Path(sys.argv[2]) if len(sys.argv) == 3 else folder / "throughput.svg"
    figure.write_text(draw(axes, cells), encoding="utf-8")
    print(f"# drawn: {figure}")


main()

"""Throughput and median latency of a run's cells: python3 throughput.py EXPORT_DIR (README.md)."""
import csv
import statistics
import sys

CELL = ["protocol", "nodes", "fault", "fault_rate"]


def rows(name):
    with open(f"{sys.argv[1]}/{name}", newline="", encoding="utf-8") as file:
        yield from csv.DictReader(file)


throughput = {}
for row in rows("tidy.csv"):
    if row["throughput_tps"] != "NA":
        throughput.setdefault(tuple(row[name] for name in CELL), []).append(float(row["throughput_tps"]))
medians = {tuple(row[name] for name in CELL): row["latency_ms"] for row in rows("quantiles.csv") if row["quantile"] == "0.5"}

print(" ".join(CELL), "throughput_tps p50_ms")
for cell in sorted(throughput, key=lambda cell: (cell[0], int(cell[1]), cell[2], float(cell[3]))):
    p50 = medians[cell] if medians[cell] == "NA" else f"{float(medians[cell]):.1f}"
    print(*cell[:3], f"{float(cell[3]):.2f}", f"{statistics.mean(throughput[cell]):.3f}", p50)

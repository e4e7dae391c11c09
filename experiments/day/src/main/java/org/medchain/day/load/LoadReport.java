package org.medchain.day.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.HdrHistogram.Histogram;
import org.medchain.comparison.metrics.CensoredLatencies;
import org.medchain.comparison.metrics.StepOutcome;
import org.medchain.experiments.results.CsvTable;
import org.medchain.experiments.results.HistogramLog;

/**
 * What a load says at its end (PROC-27): a table of the steps, what a record adds to a node's disk,
 * and the same as files.
 *
 * @param result of the day
 * @param growth of a node's disk
 */
record LoadReport(LoadOutcome result, DiskGrowth growth) {
  private static final double BYTES_PER_GB = 1e9;
  private static final int DAYS_A_YEAR = 365;
  private static final String NONE_ADDED = "bytes that a record added to a node's disk: -, as ";
  private static final int FAILURES_TOLD = 10;
  private static final String TABLE = "%-9s %7s %8s %9s %9s %9s %9s";
  private static final List<Integer> PERCENTS = List.of(50, 90, 99, 100);

  /** Records a day for which the growth is told. */
  private static final List<Integer> RECORDS_A_DAY = List.of(100, 1000, 10_000);

  /** For a terminal. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        TABLE.formatted("step", "planned", "answered", "p50 ms", "p90 ms", "p99 ms", "max ms"));
    for (StepOutcome each : result.steps()) {
      lines.add(TABLE.formatted(row(each, LoadReport::shown).toArray()));
    }
    lines.add(
        String.format(
            Locale.ROOT,
            "%.1f s, %.2f records and %.1f steps a second; %d of %d records proved on the ledger,"
                + " %d of %d files read back",
            result.seconds(),
            result.uploaded() / result.seconds(),
            result.answered() / result.seconds(),
            result.records().well(),
            result.records().wanted(),
            result.files().well(),
            result.files().wanted()));
    lines.add(growthLine());
    lines.addAll(lost());
    result.records().unchecked().ifPresent(lines::add);
    result.files().unchecked().ifPresent(lines::add);
    lines.add(result.isComplete() ? "nothing was lost" : "not as it must be");
    return lines;
  }

  private List<String> lost() {
    List<String> failures = result.failures();
    List<String> lines = new ArrayList<>();
    failures.stream().limit(FAILURES_TOLD).forEach(each -> lines.add("lost: " + each));
    if (failures.size() > FAILURES_TOLD) {
      lines.add("lost: and " + (failures.size() - FAILURES_TOLD) + " more");
    }
    return lines;
  }

  private String growthLine() {
    if (result.uploaded() == 0) {
      return NONE_ADDED + "no record was uploaded";
    }
    if (growth.steady() == 0) {
      return NONE_ADDED + "no node ran from before the day until after it";
    }
    List<String> parts = new ArrayList<>();
    growth
        .bytes()
        .forEach(
            (part, bytes) ->
                parts.add(String.format(Locale.ROOT, "%s %.0f", part, bytes / result.uploaded())));
    List<String> years = new ArrayList<>();
    for (int each : RECORDS_A_DAY) {
      years.add(String.format(Locale.ROOT, "%.2f GB at %,d", gigabytesAYear(each), each));
    }
    return String.format(
        Locale.ROOT,
        "a record added %.0f bytes to a node's disk (%s); a node a year: %s records a day%s",
        growth.total() / result.uploaded(),
        String.join(", ", parts),
        String.join(", ", years),
        growth.steady() == growth.nodes()
            ? ""
            : "; of the %s of %s nodes that ran from before the day until after it"
                .formatted(growth.steady(), growth.nodes()));
  }

  private double gigabytesAYear(int recordsADay) {
    return growth.total() / result.uploaded() * recordsADay * DAYS_A_YEAR / BYTES_PER_GB;
  }

  /** Of a step: its name, how many, and the latencies of {@link #PERCENTS}. */
  private static List<Object> row(StepOutcome step, Function<OptionalDouble, ?> latency) {
    CensoredLatencies latencies = new CensoredLatencies(step.latencyUs(), step.planned());
    List<Object> row = new ArrayList<>(List.of(step.step(), step.planned(), step.answered()));
    PERCENTS.forEach(each -> row.add(latency.apply(latencies.quantileMs(10 * each))));
    return row;
  }

  private static String shown(OptionalDouble value) {
    return value.isEmpty() ? "-" : String.format(Locale.ROOT, "%.1f", value.getAsDouble());
  }

  /** Writes {@code latency.hlog}, {@code steps.csv} and {@code growth.csv}. */
  void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    writeLog(folder.resolve("latency.hlog"));
    CsvTable.write(
        folder.resolve("steps.csv"),
        List.of("step", "planned", "answered", "p50_ms", "p90_ms", "p99_ms", "max_ms"),
        result.steps().stream().map(each -> row(each, CsvTable::text)).toList());
    List<List<Object>> rows = new ArrayList<>();
    growth.bytes().forEach((part, bytes) -> rows.add(growthRow(part, bytes)));
    CsvTable.write(
        folder.resolve("growth.csv"),
        List.of("part", "bytes_a_node", "records", "bytes_a_record", "gb_a_year_at_1000_a_day"),
        rows);
  }

  /** Without a record there is no figure a record. */
  private List<Object> growthRow(String part, double bytes) {
    int records = result.uploaded();
    double each = bytes / records;
    return List.of(
        part,
        Math.round(bytes),
        records,
        records == 0 ? "" : Math.round(each),
        records == 0 ? "" : each * DAYS_A_YEAR * 1000 / BYTES_PER_GB);
  }

  private void writeLog(Path file) throws IOException {
    List<Histogram> steps = result.steps().stream().map(StepOutcome::latencyUs).toList();
    steps.forEach(each -> each.setEndTimeStamp(Math.round(result.seconds() * 1e3)));
    HistogramLog.write(
        file, "latency in us from intended starts; an interval for each step", steps);
  }
}

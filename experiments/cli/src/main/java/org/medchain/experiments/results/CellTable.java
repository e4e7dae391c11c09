package org.medchain.experiments.results;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.medchain.comparison.Column;
import org.medchain.comparison.config.Protocol;
import org.medchain.experiments.running.Words;

/**
 * The cells of a run as a table of words, for the terminal and for the page.
 *
 * @param heads one a column
 * @param rows one a cell, each with a word a column
 */
public record CellTable(List<String> heads, List<List<String>> rows) {
  /** In place of what has no value. */
  public static final String ABSENT = "–";

  /** What the words that say (2/3) mean; worth telling where there are some. */
  public static final String PARTIAL_MEANS =
      "(2/3): the mean of 2 of 3 repeats; the others have no value, because too few requests became"
          + " final";

  private static final double MS_PER_S = 1000;

  /** Of all cells, in their order. */
  public static CellTable of(List<CellSummary> cells) {
    boolean faults = cells.stream().map(cell -> cell.cell().fault()).distinct().count() > 1;
    List<String> heads = new ArrayList<>(List.of("protocol", "nodes"));
    if (faults) {
      heads.add("fault");
    }
    heads.addAll(
        List.of("faulty", "live?", "final/submitted", "throughput tx/s", "p50 s", "p99 s"));
    heads.add("messages/tx");
    List<Extra> extras = Extra.of(cells);
    extras.forEach(extra -> heads.add(extra.head()));
    heads.add("verdict");
    List<List<String>> rows = cells.stream().map(cell -> row(cell, faults, extras)).toList();
    return new CellTable(heads, rows);
  }

  /** A column that is shown only where some cell has something to say in it. */
  private record Extra(String head, Column column, double unit) {
    private static final List<Extra> ALL =
        List.of(
            new Extra("hashes/tx", Column.HASHES_PER_TX, 1),
            new Extra("views", Column.VIEW_CHANGES, 1),
            new Extra("violations", Column.AGREEMENT_VIOLATIONS, 1),
            new Extra("Byz. blocks %", Column.BYZANTINE_BLOCK_SHARE, 0.01),
            new Extra("restarts", Column.RESTARTS, 1),
            new Extra("late interval s", Column.LATE_BLOCK_INTERVAL_S, 1),
            new Extra("late difficulty", Column.LATE_DIFFICULTY, 1),
            new Extra("CPU µs/tx", Column.CPU_US_PER_TX, 1),
            new Extra("other load %", Column.OTHER_LOAD, 0.01),
            new Extra("steal %", Column.STEAL, 0.01),
            new Extra("compiling %", Column.COMPILING, 0.01));

    /** Hashes are always spent under proof of work; they are news where PBFT spends them too. */
    static List<Extra> of(List<CellSummary> cells) {
      boolean sealed =
          cells.stream().anyMatch(cell -> cell.cell().protocol().equals(Protocol.SEALED.key()));
      return ALL.stream()
          .filter(extra -> extra.column() != Column.HASHES_PER_TX || sealed)
          .filter(
              extra ->
                  cells.stream()
                      .map(cell -> cell.estimate(extra.column()).mean())
                      .anyMatch(mean -> mean.isPresent() && mean.getAsDouble() > 0))
          .toList();
    }
  }

  /** Whether some mean leaves out repeats without a value. */
  public boolean partial() {
    return rows.stream().flatMap(List::stream).anyMatch(word -> word.endsWith(")"));
  }

  /** Whether some mean has an interval. */
  public boolean intervals() {
    return rows.stream().flatMap(List::stream).anyMatch(word -> word.contains("±"));
  }

  private static List<String> row(CellSummary summary, boolean faults, List<Extra> extras) {
    Cell cell = summary.cell();
    List<String> row = new ArrayList<>(List.of(cell.protocol(), Integer.toString(cell.nodes())));
    if (faults) {
      row.add(cell.fault());
    }
    row.add(percent(cell.faultRate()));
    row.add(summary.expectedLive() ? "yes" : "no");
    row.add(summary.total(Column.COMMITTED) + "/" + summary.total(Column.SUBMITTED));
    row.add(words(summary.estimate(Column.THROUGHPUT_TPS), 1));
    row.add(words(summary.estimate(Column.LATENCY_P50_MS), MS_PER_S));
    row.add(words(summary.estimate(Column.LATENCY_P99_MS), MS_PER_S));
    row.add(words(summary.estimate(Column.MESSAGES_PER_TX), 1));
    extras.forEach(extra -> row.add(words(summary.estimate(extra.column()), extra.unit())));
    row.add(summary.verdict());
    return row;
  }

  /** 0.1 is 10 %. */
  static String percent(double share) {
    return BigDecimal.valueOf(share).movePointRight(2).stripTrailingZeros().toPlainString() + " %";
  }

  /** Mean and interval, in a unit of so many of the column's. */
  static String words(Estimate estimate, double unit) {
    if (estimate.mean().isEmpty()) {
      return ABSENT;
    }
    String mean = Words.significant(estimate.mean().getAsDouble() / unit);
    if (estimate.partial()) {
      return mean + " (" + estimate.present() + "/" + estimate.repeats() + ")";
    }
    if (estimate.halfWidth().isEmpty()) {
      return mean;
    }
    double half = estimate.halfWidth().getAsDouble();
    // What is left of a difference between equal numbers is no width.
    boolean none = half < 1e-12 * Math.abs(estimate.mean().getAsDouble());
    return mean + " ± " + (none ? "0" : Words.significant(half / unit, 2));
  }

  /** In columns for a terminal, numbers to the right; a line each. */
  public List<String> lines() {
    List<List<String>> all = new ArrayList<>();
    all.add(heads);
    all.addAll(rows);
    int[] widths = new int[heads.size()];
    for (List<String> row : all) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return all.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String gap = " ".repeat(widths[i] - row.get(i).length());
      boolean word = i == 0 || i == widths.length - 1;
      line.append(word ? row.get(i) + gap : gap + row.get(i)).append("  ");
    }
    return line.toString().stripTrailing();
  }
}

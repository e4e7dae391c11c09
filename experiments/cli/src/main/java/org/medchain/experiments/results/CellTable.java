package org.medchain.experiments.results;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.medchain.comparison.TrialColumn;
import org.medchain.comparison.config.IncentiveSetting;
import org.medchain.experiments.execution.ReadableNumbers;
import org.medchain.experiments.results.RepeatEstimate.ErrorBarKind;

/**
 * The cells of a run as a table of words, for the terminal and for the page.
 *
 * @param heads one a column
 * @param rows one a cell, each with a word a column
 * @param coordinates how many of the first columns say which cell it is
 */
public record CellTable(List<String> heads, List<List<String>> rows, int coordinates) {
  /** The text for a missing value. */
  public static final String ABSENT = "–";

  private static final double MS_PER_S = 1000;
  static final String VIOLATIONS = TrialColumn.AGREEMENT_VIOLATIONS.definition().head();
  static final String VERDICT = "verdict";
  static final String THROUGHPUT = "throughput tx/s";
  static final String P50 = "p50 s";
  static final String P50_RANGE = "least … greatest";
  static final String P50_INTERVAL = "95 % of p50";
  static final String P99 = "p99 s";

  /** Of all cells, in their order. */
  public static CellTable of(List<CellSummary> cells) {
    return of(cells, false);
  }

  /** The same with the figures alone, and what is known of the median in columns of its own. */
  static CellTable narrow(List<CellSummary> cells) {
    return of(cells, true);
  }

  private static CellTable of(List<CellSummary> cells, boolean narrow) {
    List<CsvColumn<CellSummary>> columns = new ArrayList<>();
    columns.add(new CsvColumn<>("protocol", each -> each.cell().protocol()));
    columns.add(new CsvColumn<>("faulty", CellSummary::faultyShare));
    if (cells.stream().map(each -> each.cell().fault()).distinct().count() > 1) {
      columns.add(new CsvColumn<>("fault", each -> each.cell().fault()));
    }
    columns.addAll(coordinates(cells));
    final int coordinates = columns.size();
    columns.add(
        new CsvColumn<>(
            "final/submitted",
            each -> each.total(TrialColumn.COMMITTED) + "/" + each.total(TrialColumn.SUBMITTED)));
    columns.add(
        new CsvColumn<>(
            "offered tx/s", each -> number(each.estimate(TrialColumn.OFFERED_TPS).value())));
    columns.add(mean(THROUGHPUT, TrialColumn.THROUGHPUT_TPS, narrow));
    columns.add(latency(P50, TrialColumn.LATENCY_P50_MS, narrow));
    if (narrow) {
      columns.add(
          new CsvColumn<>(P50_RANGE, each -> range(each.estimate(TrialColumn.LATENCY_P50_MS))));
      columns.add(
          new CsvColumn<>(P50_INTERVAL, each -> ends(each.interval(TrialColumn.LATENCY_P50_MS))));
    }
    columns.add(latency(P99, TrialColumn.LATENCY_P99_MS, narrow));
    columns.add(mean("messages/tx", TrialColumn.MESSAGES_PER_TX, narrow));
    optional(cells)
        .forEach(
            extra ->
                columns.add(new CsvColumn<>(extra.definition().head(), each -> text(each, extra))));
    if (!narrow && cells.getFirst().rule().decides()) {
      columns.add(
          new CsvColumn<>(
              "repeats",
              each -> each.rows().size() + (each.wide().isEmpty() ? "" : ", not narrow")));
    }
    columns.add(new CsvColumn<>(VERDICT, CellSummary::outcomeWords));
    return of(columns, cells, coordinates);
  }

  /** The table of some columns. */
  public static <T> CellTable of(List<CsvColumn<T>> columns, List<T> all, int coordinates) {
    return new CellTable(
        columns.stream().map(CsvColumn::head).toList(),
        all.stream()
            .map(row -> columns.stream().map(each -> each.value().apply(row).toString()).toList())
            .toList(),
        coordinates);
  }

  /** Its columns, each with the words in its place of a row. */
  public List<CsvColumn<List<String>>> columns() {
    return IntStream.range(0, heads.size())
        .mapToObj(i -> new CsvColumn<List<String>>(heads.get(i), row -> row.get(i)))
        .toList();
  }

  /** Coordinates of the cells, each shown only where the cells differ in it. */
  private static List<CsvColumn<CellSummary>> coordinates(List<CellSummary> cells) {
    Stream<CsvColumn<CellSummary>> axes =
        TrialsFile.axes(cells.getFirst().rows()).stream()
            .map(path -> coordinate(path, cell -> cell.axis(path).orElse(ABSENT)));
    Stream<CsvColumn<CellSummary>> usual =
        Stream.of(
            coordinate("withstands", cell -> percent(cell.finality().attackerShare())),
            coordinate("ε", cell -> plain(cell.finality().epsilon())),
            coordinate("block every s", cell -> number(cell.blockIntervalS())),
            coordinate("dishonest", cell -> played(cell, p -> percent(p.dishonest()))),
            coordinate("lazy", cell -> played(cell, p -> percent(p.lazy()))),
            coordinate("reward", cell -> played(cell, p -> String.valueOf(p.reward()))),
            coordinate("penalty", cell -> played(cell, p -> String.valueOf(p.penalty()))));
    return Stream.concat(usual, axes).filter(axis -> isOne(axis, cells)).toList();
  }

  private static CsvColumn<CellSummary> coordinate(String head, Function<GridCell, Object> word) {
    return new CsvColumn<>(head, each -> word.apply(each.cell()));
  }

  private static String plain(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toString();
  }

  private static String played(GridCell cell, Function<IncentiveSetting, String> word) {
    return cell.game().map(word).orElse(ABSENT);
  }

  /** By default finality follows from the number of nodes: then it is not an axis. */
  private static boolean isOne(CsvColumn<CellSummary> axis, List<CellSummary> cells) {
    return cells.stream()
        .collect(
            Collectors.groupingBy(
                each -> each.cell().protocol() + " " + each.cell().nodes(),
                Collectors.mapping(axis.value(), Collectors.toSet())))
        .values()
        .stream()
        .anyMatch(words -> words.size() > 1);
  }

  /**
   * The columns that are shown only where some cell has a value in them. Hashes are always spent
   * under proof of work; they are news where PBFT spends them too.
   */
  private static List<TrialColumn> optional(List<CellSummary> cells) {
    boolean sealed =
        cells.stream()
            .map(cell -> cell.cell().consensus())
            .anyMatch(protocol -> protocol.isFinal() && protocol.searches());
    return Arrays.stream(TrialColumn.values())
        .filter(extra -> extra.definition().place() > 0)
        .filter(extra -> extra != TrialColumn.HASHES_PER_TX || sealed)
        .filter(
            extra ->
                cells.stream()
                    .map(cell -> cell.estimate(extra).value())
                    .anyMatch(mean -> mean.isPresent() && mean.getAsDouble() != 0))
        .sorted(Comparator.comparingInt(extra -> extra.definition().place()))
        .toList();
  }

  /** What decided on the repeats of each cell (CMP-59); empty where they are a number. */
  public static String narrowed(List<CellSummary> cells) {
    String wanted =
        cells.getFirst().rule().shares().entrySet().stream()
            .map(each -> each.getKey().header() + " " + percent(each.getValue()))
            .collect(Collectors.joining(", "));
    return wanted.isEmpty()
        ? ""
        : ReportSentence.of(
            "table.narrowed",
            wanted,
            cells.stream().filter(cell -> cell.wide().isEmpty()).count(),
            cells.size());
  }

  /** What a reader must know of words in it, by the keys of the sentences. */
  public List<String> remarks() {
    int throughput = heads.indexOf(THROUGHPUT);
    List<String> keys = new ArrayList<>();
    if (has(word -> word.matches(".*\\([0-9]+/[0-9]+\\)"))) {
      keys.add("table.partial");
    }
    if (heads.contains(VIOLATIONS)) {
      keys.add("table.violated");
    }
    if (throughput >= 0 && rows.stream().anyMatch(row -> row.get(throughput).equals(ABSENT))) {
      keys.add("table.unsteady");
    }
    if (has(word -> word.contains("…"))) {
      keys.add("table.ranges");
    }
    if (has(word -> word.contains("±"))) {
      keys.add("table.intervals");
    }
    return keys;
  }

  private boolean has(Predicate<String> word) {
    return rows.stream().flatMap(List::stream).anyMatch(word);
  }

  /** A mean; where there is room for it, with its bar. */
  private static CsvColumn<CellSummary> mean(String head, TrialColumn column, boolean narrow) {
    return new CsvColumn<>(
        head, each -> text(narrow ? each.estimate(column).withoutBar() : each.estimate(column), 1));
  }

  /** A percentile; where there is room for them, with least and greatest, and the interval. */
  private static CsvColumn<CellSummary> latency(String head, TrialColumn column, boolean narrow) {
    return new CsvColumn<>(
        head,
        each -> {
          RepeatEstimate estimate = each.estimate(column);
          String ends = narrow ? ABSENT : ends(each.interval(column));
          String text = text(narrow ? estimate.withoutBar() : estimate, MS_PER_S);
          return ends.equals(ABSENT) ? text : text + " [95 % " + ends + "]";
        });
  }

  private static String range(RepeatEstimate estimate) {
    return estimate.bar() == ErrorBarKind.RANGE ? ends(estimate) : ABSENT;
  }

  private static String ends(RepeatEstimate estimate) {
    RepeatEstimate inS = estimate.map(ms -> ms / MS_PER_S);
    return inS.low().isEmpty() ? ABSENT : number(inS.low()) + " … " + number(inS.high());
  }

  /** With these columns alone. */
  CellTable only(List<Integer> columns) {
    return new CellTable(
        columns.stream().map(heads::get).toList(),
        rows.stream().map(row -> columns.stream().map(row::get).toList()).toList(),
        coordinates);
  }

  /** 0.1 is 10 %. */
  static String percent(double share) {
    return BigDecimal.valueOf(share).movePointRight(2).stripTrailingZeros().toPlainString() + " %";
  }

  /** A number to three digits. */
  public static String number(OptionalDouble value) {
    return value.isPresent() ? ReadableNumbers.significant(value.getAsDouble()) : ABSENT;
  }

  private static String text(CellSummary summary, TrialColumn extra) {
    RepeatEstimate estimate = summary.estimate(extra);
    double unit = extra.definition().divisor();
    if (extra == TrialColumn.WARMUP_MAX_MS) {
      // The slowest start of all repeats.
      return number(summary.maximum(extra).stream().map(most -> most / unit).findFirst());
    }
    if (extra == TrialColumn.VIEW_CHANGES && estimate.value().isPresent()) {
      return summary.countPositive(extra) + " of " + summary.rows().size();
    }
    return text(estimate, unit);
  }

  /** Figure and bar, in a multiple of the column's unit. */
  public static String text(RepeatEstimate estimate, double unit) {
    if (estimate.value().isEmpty()) {
      return ABSENT;
    }
    String figure = ReadableNumbers.significant(estimate.value().getAsDouble() / unit);
    if (estimate.isPartial()) {
      return figure + " (" + estimate.present() + "/" + estimate.repeats() + ")";
    }
    if (estimate.low().isEmpty()) {
      return figure;
    }
    // A rounding error between equal numbers is not a width.
    double half = estimate.halfWidth().getAsDouble();
    if (half <= 1e-12 * Math.abs(estimate.value().getAsDouble())) {
      return figure;
    }
    return switch (estimate.bar()) {
      case CONFIDENCE -> figure + " ± " + ReadableNumbers.significant(half / unit, 2);
      case RANGE -> estimate.words(end -> ReadableNumbers.significant(end / unit), " … ");
    };
  }

  /** In columns for a terminal, numbers to the right; a line each. */
  public List<String> lines() {
    int[] widths = widths();
    return all().map(row -> line(row, widths)).toList();
  }

  private Stream<List<String>> all() {
    return Stream.concat(Stream.of(heads), rows.stream());
  }

  /** Characters of the widest word of each column. */
  int[] widths() {
    int[] widths = new int[heads.size()];
    all()
        .forEach(
            row -> {
              for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
              }
            });
    return widths;
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

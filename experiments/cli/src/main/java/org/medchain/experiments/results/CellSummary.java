package org.medchain.experiments.results;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;
import org.medchain.comparison.GridKey;
import org.medchain.comparison.SaturationSearch;
import org.medchain.comparison.TrialColumn;
import org.medchain.comparison.TrialColumn.ColumnCondition;
import org.medchain.comparison.metrics.CensoredLatencies;
import org.medchain.comparison.metrics.TrialOutcome;
import org.medchain.experiments.config.UserInputException;

/**
 * The repeats of one cell.
 *
 * @param cell the point of the grid
 * @param rows one a repeat, one or more
 * @param latencies of all of them
 * @param bootstrap of the same
 * @param rule what decided on the repeats (CMP-59)
 */
public record CellSummary(
    GridCell cell,
    List<TrialRow> rows,
    CensoredLatencies latencies,
    LatencyBootstrap bootstrap,
    StoppingRule rule) {
  /** The percentiles in columns, in thousandths. */
  private static final Map<TrialColumn, Integer> PERCENTILES =
      Map.of(
          TrialColumn.LATENCY_P50_MS, 500,
          TrialColumn.LATENCY_P90_MS, 900,
          TrialColumn.LATENCY_P99_MS, 990,
          TrialColumn.LATENCY_MAX_MS, 1000);

  private static final int MEDIAN = 500;

  /** What says which cell it is, except for the game and the config's own axes. */
  private static final List<TrialColumn> PLACE =
      Arrays.stream(GridKey.values())
          .map(GridKey::column)
          .filter(each -> each.condition() == ColumnCondition.ALWAYS)
          .toList();

  public CellSummary {
    rows = List.copyOf(rows);
  }

  /**
   * The cells of a run, in the order in which they first appear.
   *
   * @param latencies of each row's trial
   * @param rule what decided on the repeats of each (CMP-59)
   */
  public static List<CellSummary> of(
      List<TrialRow> rows, LatencySource latencies, StoppingRule rule) throws UserInputException {
    Map<GridCell, List<TrialRow>> cells =
        rows.stream()
            .collect(
                Collectors.groupingBy(TrialRow::cell, LinkedHashMap::new, Collectors.toList()));
    List<CellSummary> summaries = new ArrayList<>();
    for (Map.Entry<GridCell, List<TrialRow>> entry : cells.entrySet()) {
      summaries.add(of(entry.getKey(), entry.getValue(), latencies, rule));
    }
    return summaries;
  }

  private static CellSummary of(
      GridCell cell, List<TrialRow> rows, LatencySource latencies, StoppingRule rule)
      throws UserInputException {
    // One histogram at a time: ten thousand repeats would take gigabytes.
    Histogram pooled = new Histogram(HistogramLog.DIGITS);
    List<SortedMap<Long, Long>> counts = new ArrayList<>();
    for (TrialRow row : rows) {
      Histogram own = latencies.of(row.trial());
      pooled.add(own);
      counts.add(LatencyBootstrap.counts(own));
    }
    List<Long> measured = rows.stream().map(row -> row.count(TrialColumn.MEASURED)).toList();
    long all = measured.stream().mapToLong(Long::longValue).sum();
    return new CellSummary(
        cell,
        rows,
        new CensoredLatencies(pooled, all),
        LatencyBootstrap.of(counts, measured),
        rule);
  }

  /** Where the latencies of a trial's measured requests are. */
  public interface LatencySource {
    /** In µs, by the trial's number. */
    Histogram of(int trial) throws UserInputException;
  }

  /**
   * The columns of a table of cells, those first that say which one it is.
   *
   * @param rows of the table, all of one run
   * @param cell of a row
   */
  public static <T> List<CsvColumn<T>> columns(
      List<T> rows, Function<T, CellSummary> cell, List<CsvColumn<T>> others) {
    Function<T, TrialRow> trial = cell.andThen(each -> each.rows.getFirst());
    List<CsvColumn<T>> all = new ArrayList<>();
    PLACE.forEach(
        each -> all.add(new CsvColumn<>(each.header(), row -> trial.apply(row).text(each))));
    TrialsFile.axes(rows.stream().map(trial).toList())
        .forEach(path -> all.add(new CsvColumn<>(path, row -> trial.apply(row).axes().get(path))));
    all.addAll(others);
    return all;
  }

  /**
   * A column over the repeats: of a percentile that of all their requests together and its range
   * over the repeats, of anything else, and where repeats ran until it was narrow, the mean and its
   * interval.
   */
  public RepeatEstimate estimate(TrialColumn column) {
    List<OptionalDouble> values = rows.stream().map(row -> row.number(column)).toList();
    Integer permille = PERCENTILES.get(column);
    if (isDecisive(column)) {
      RepeatEstimate mean = rule.mean(values);
      // Where one falls among requests that never became final, so does their mean.
      return mean.isPartial() && permille != null ? mean.withoutValue() : mean;
    }
    if (column == TrialColumn.SATURATION_TPS) {
      return RepeatEstimate.measured(
          values,
          rows.stream().map(CellSummary::ownHalfWidth).toList(),
          SaturationSearch.MEASURED - 1);
    }
    if (permille == null) {
      return RepeatEstimate.of(values);
    }
    if (!isOneLoad()) {
      return RepeatEstimate.ofLatencies(values);
    }
    // A trial's own percentile is exact, and absent where its load is too short for one.
    boolean none = values.stream().allMatch(OptionalDouble::isEmpty);
    OptionalDouble pooled =
        rows.size() == 1 || none ? values.getFirst() : latencies.quantileMs(permille);
    return RepeatEstimate.pooled(pooled, values);
  }

  private static OptionalDouble ownHalfWidth(TrialRow row) {
    OptionalDouble high = row.number(TrialColumn.SATURATION_HIGH_TPS);
    return high.isEmpty()
        ? high
        : OptionalDouble.of(
            (high.getAsDouble() - row.number(TrialColumn.SATURATION_LOW_TPS).orElseThrow()) / 2);
  }

  /** Whether all repeats have one load: those of a search end at different rates (EXP-29). */
  private boolean isOneLoad() {
    return rows.stream().map(row -> row.number(TrialColumn.SUSTAINED_RATE_TPS)).distinct().count()
        == 1;
  }

  /** The 95 % interval of a percentile (EXP-36); without ends where there is none. */
  public RepeatEstimate interval(TrialColumn percentile) {
    RepeatEstimate pooled = estimate(percentile);
    if (!isOneLoad() || isDecisive(percentile)) {
      return pooled;
    }
    return pooled.low().isEmpty()
        ? pooled.withBar(Optional.empty())
        : pooled.withBar(bootstrap.intervalMs(PERCENTILES.get(percentile)));
  }

  /**
   * The least latency, in ms, that this share (in thousandths) of the measured requests of all
   * repeats does not exceed. Empty where it falls among those that never became final, and where
   * the trials are too short for any quantile but the median.
   */
  public OptionalDouble latencyMs(int permille) {
    TrialColumn needed =
        permille == MEDIAN ? TrialColumn.LATENCY_P50_MS : TrialColumn.LATENCY_P90_MS;
    return !isOneLoad() || rows.stream().allMatch(row -> row.number(needed).isEmpty())
        ? OptionalDouble.empty()
        : latencies.quantileMs(permille);
  }

  private boolean isDecisive(TrialColumn column) {
    return rule.shares().containsKey(column);
  }

  /** The columns whose mean is not as narrow as it had to be, with half of the width as a share. */
  public Map<TrialColumn, Double> wide() {
    return rule.wide(rows);
  }

  /** The greatest value of a column over the repeats; empty where none has one. */
  public OptionalDouble maximum(TrialColumn column) {
    return rows.stream().flatMapToDouble(row -> row.number(column).stream()).max();
  }

  /** The least value of a column over the repeats; empty where none has one. */
  public OptionalDouble minimum(TrialColumn column) {
    return rows.stream().flatMapToDouble(row -> row.number(column).stream()).min();
  }

  /** In how many of the repeats a column is more than 0. */
  public int countPositive(TrialColumn column) {
    return (int) rows.stream().filter(row -> row.number(column).orElse(0) > 0).count();
  }

  /** Whether "final" promises less than requested: then it is not compared. */
  public boolean unequal() {
    return count(TrialOutcome.UNEQUAL) > 0;
  }

  /**
   * Whether correct nodes disagreed in some repeat: what was final there was not final (EXP-13).
   */
  public boolean agreementBroken() {
    return countPositive(TrialColumn.AGREEMENT_VIOLATIONS) > 0;
  }

  /** Sum of a column of counts. */
  public long total(TrialColumn column) {
    return rows.stream().mapToLong(row -> row.count(column)).sum();
  }

  /** Whether the protocol promises progress, which depends on the cell alone. */
  public boolean expectedLive() {
    return rows.getFirst().expectedLive();
  }

  /** The trial that names it in tables. */
  public int firstTrial() {
    return rows.getFirst().trial();
  }

  /** Number of faulty nodes. */
  public int faulty() {
    return rows.getFirst().number(TrialColumn.FAULTY).stream()
        .mapToInt(n -> (int) n)
        .findFirst()
        .orElse(0);
  }

  /** Faulty nodes of all: 3/16. */
  public String faultyShare() {
    return faulty() + "/" + cell.nodes();
  }

  /** What came of the promises; of repeats that differ the worst. */
  public PromiseOutcome outcome() {
    return Collections.min(rows.stream().map(PromiseOutcome::of).toList());
  }

  /** The same in words; with the number of repeats where they differ. */
  public String outcomeWords() {
    PromiseOutcome worst = outcome();
    long count = rows.stream().filter(row -> PromiseOutcome.of(row) == worst).count();
    return count == rows.size() ? worst.words() : worst.words() + " " + count + "/" + rows.size();
  }

  /** Whether progress was promised, and came. */
  public boolean isLive() {
    return outcome() == PromiseOutcome.LIVE;
  }

  /** How many repeats end with a verdict. */
  public long count(TrialOutcome verdict) {
    return rows.stream().filter(row -> row.verdict() == verdict).count();
  }

  /** The verdicts in a word or two: one failure makes the cell a failure. */
  public String verdict() {
    for (TrialOutcome verdict :
        List.of(TrialOutcome.FAIL, TrialOutcome.UNEQUAL, TrialOutcome.UNKNOWN)) {
      long count = count(verdict);
      if (count > 0) {
        return count == rows.size()
            ? verdict.key()
            : verdict.key() + " " + count + "/" + rows.size();
      }
    }
    return TrialOutcome.PASS.key();
  }
}

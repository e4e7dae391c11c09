package org.medchain.experiments.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.medchain.comparison.TrialColumn;
import org.medchain.experiments.results.CellSummary;
import org.medchain.experiments.results.GridCell;
import org.medchain.experiments.results.PromiseOutcome;

/**
 * What one protocol's cells say.
 *
 * @param setting of the run
 * @param protocol its key
 * @param cells the protocol's, one or more
 */
record ProtocolAnswer(RunSetting setting, String protocol, List<CellSummary> cells) {
  private static final double MS_PER_S = 1000;

  private static final Map<PromiseOutcome, String> OTHERS =
      new TreeMap<>(
          Map.of(
              PromiseOutcome.BROKEN, "breaks a promise",
              PromiseOutcome.SAFE, "promises no progress, but agrees on what becomes final",
              PromiseOutcome.NOT_COMPARABLE,
                  "cannot be compared, since final promises less than asked,",
              PromiseOutcome.NOTHING_TO_JUDGE, "cannot be judged"));

  /** All protocols in one sentence. */
  static String of(RunSetting setting) {
    String all =
        setting.protocols().stream()
            .map(each -> new ProtocolAnswer(setting, each, setting.cells(each)).words())
            .collect(Collectors.joining("; "));
    return all.substring(0, 1).toUpperCase(Locale.ROOT) + all.substring(1) + ".";
  }

  private String words() {
    List<String> clauses = new ArrayList<>();
    speed().ifPresent(clauses::add);
    counted(PromiseOutcome.HALTED, "stops without a quorum").ifPresent(clauses::add);
    goesOn().ifPresent(clauses::add);
    OTHERS.forEach((outcome, verb) -> counted(outcome, verb).ifPresent(clauses::add));
    return GridCell.consensus(protocol).title() + interval() + " " + RunSetting.joined(clauses);
  }

  private String interval() {
    return setting
        .blockInterval(cells)
        .map(span -> " with a block in " + span.plain() + " s")
        .orElse("");
  }

  private List<CellSummary> live() {
    return cells.stream().filter(CellSummary::isLive).toList();
  }

  /** How fast it is where it keeps its promise of progress. */
  private Optional<String> speed() {
    if (live().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        switch (setting.load()) {
          case "saturation" -> sustained();
          case "day" -> timed("completes a visit in", TrialColumn.DAY_VISIT_P50_MS);
          case "closed" -> closed();
          default -> timed("answers in", TrialColumn.LATENCY_P50_MS) + equally();
        });
  }

  private String timed(String verb, TrialColumn column) {
    return span(column, MS_PER_S)
        .map(span -> verb + " " + span.seconds() + " (median)")
        .orElse("is live, with too few requests for a median");
  }

  private String closed() {
    String rate =
        span(TrialColumn.THROUGHPUT_TPS, 1)
            .map(span -> "finishes " + span.plain() + " requests a second and ")
            .orElse("");
    return rate + timed("answers in", TrialColumn.LATENCY_P50_MS);
  }

  private String sustained() {
    return span(TrialColumn.SATURATION_TPS, 1)
        .map(span -> "sustains " + span.plain() + " requests a second")
        .orElse("has its saturation outside of the rates that were tried");
  }

  private Optional<ValueSpan> span(TrialColumn column, double unit) {
    return ValueSpan.of(RunSetting.estimates(live(), column).map(value -> value / unit));
  }

  /** The promise is the same at each point where it is kept by two. */
  private String equally() {
    boolean first = protocol.equals(setting.protocols().getFirst());
    return !first && live().stream().anyMatch(this::hasLivePeer) ? " at equal finality" : "";
  }

  private boolean hasLivePeer(CellSummary own) {
    return setting.cells().stream()
        .anyMatch(other -> !isOwn(other) && other.isLive() && own.cell().comparable(other.cell()));
  }

  private boolean isOwn(CellSummary other) {
    return other.cell().protocol().equals(protocol);
  }

  /** Where another protocol has no quorum left. */
  private Optional<String> goesOn() {
    List<CellSummary> stopped =
        setting.cells().stream()
            .filter(other -> !isOwn(other) && other.outcome() == PromiseOutcome.HALTED)
            .toList();
    List<CellSummary> shared =
        cells.stream()
            .filter(own -> stopped.stream().anyMatch(other -> own.cell().comparable(other.cell())))
            .toList();
    long alive = shared.stream().filter(CellSummary::isLive).count();
    if (alive == 0) {
      return Optional.empty();
    }
    String share = alive == shared.size() ? "" : " " + of(alive, shared.size());
    return Optional.of("continues" + share + " where " + stoppedName(stopped) + " stops");
  }

  private static String stoppedName(List<CellSummary> stopped) {
    List<String> names =
        stopped.stream().map(cell -> cell.cell().consensus().title()).distinct().toList();
    return names.size() == 1 ? names.getFirst() : "another protocol";
  }

  private Optional<String> counted(PromiseOutcome outcome, String verb) {
    long count = cells.stream().filter(cell -> cell.outcome() == outcome).count();
    return count == 0 ? Optional.empty() : Optional.of(verb + " " + in(count));
  }

  private String in(long count) {
    return cells.size() == 1 ? "in its only cell" : of(count, cells.size());
  }

  private static String of(long count, int all) {
    return "in " + count + " of " + all + " cells";
  }
}

package org.medchain.experiments.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.medchain.comparison.TrialColumn;
import org.medchain.comparison.config.ConfigKeys;
import org.medchain.comparison.config.ExperimentConfig;
import org.medchain.comparison.config.FaultKind;
import org.medchain.comparison.config.ProtocolKind;
import org.medchain.comparison.prediction.PredictedCell;
import org.medchain.comparison.prediction.Prediction;
import org.medchain.comparison.prediction.PredictionForm;
import org.medchain.comparison.prediction.Predictions;
import org.medchain.experiments.config.LoadedConfig;
import org.medchain.experiments.results.CellSummary;
import org.medchain.experiments.results.GridCell;
import org.medchain.experiments.results.RepeatEstimate;
import org.medchain.experiments.results.TrialRow;

/**
 * A closed form beside what was measured in a cell (CMP-51).
 *
 * @param summary the cell
 * @param prediction what the form says
 * @param measured the same over the repeats; without a value where nothing is to be compared
 */
record FormRow(CellSummary summary, Prediction prediction, RepeatEstimate measured) {
  /** All forms about all cells, in their order. */
  static List<FormRow> of(List<CellSummary> cells, LoadedConfig loaded) {
    List<FormRow> rows = new ArrayList<>();
    Map<GridCell, ExperimentConfig> configs = new HashMap<>();
    loaded.grid().forEach(trial -> configs.put(GridCell.of(trial), trial.config()));
    for (CellSummary cell : cells) {
      ExperimentConfig config = configs.getOrDefault(cell.cell(), loaded.experiment());
      for (Prediction each : Predictions.of(predicted(cell, config))) {
        RepeatEstimate measured = measured(each.form(), cell);
        rows.add(new FormRow(cell, each, each.applies() ? measured : measured.withoutValue()));
      }
    }
    return rows;
  }

  private static PredictedCell predicted(CellSummary summary, ExperimentConfig config) {
    GridCell cell = summary.cell();
    TrialRow first = summary.rows().getFirst();
    long blocks = summary.total(TrialColumn.BLOCKS);
    long committed = summary.total(TrialColumn.COMMITTED);
    return new PredictedCell(
        ConfigKeys.constant(ProtocolKind.class, cell.protocol()).orElseThrow(),
        cell.nodes(),
        ConfigKeys.constant(FaultKind.class, cell.fault()).orElseThrow(),
        (int) first.count(TrialColumn.FAULTY),
        cell.finality(),
        cell.blockIntervalS(),
        first.number(TrialColumn.CONFIRMATIONS).stream().mapToInt(k -> (int) k).findFirst(),
        blocks > 0 && committed > 0
            ? OptionalDouble.of((double) committed / blocks)
            : OptionalDouble.empty(),
        summary.countPositive(TrialColumn.VIEW_CHANGES) > 0,
        config);
  }

  private static RepeatEstimate measured(PredictionForm form, CellSummary cell) {
    return switch (form) {
      case PBFT_MESSAGES -> cell.estimate(TrialColumn.MESSAGES_PER_TX);
      case PBFT_LATENCY, POW_LATENCY_P50 -> cell.estimate(TrialColumn.LATENCY_P50_MS);
      case POW_LATENCY_P90 -> cell.estimate(TrialColumn.LATENCY_P90_MS);
      case POW_LATENCY_P99 -> cell.estimate(TrialColumn.LATENCY_P99_MS);
      case POW_REVERSAL ->
          RepeatEstimate.share(
              cell.countPositive(TrialColumn.AGREEMENT_VIOLATIONS), cell.rows().size());
      case POW_COMPETITOR -> each(cell, FormRow::competitors);
      case POW_STALE -> cell.estimate(TrialColumn.STALE_RATE);
      case POW_HASHES -> each(cell, FormRow::hashes);
      case SELFISH_REVENUE -> cell.estimate(TrialColumn.BYZANTINE_BLOCK_SHARE);
    };
  }

  private static RepeatEstimate each(CellSummary cell, ToDoubleFunction<TrialRow> quantity) {
    return RepeatEstimate.of(
        cell.rows().stream()
            .mapToDouble(quantity)
            .mapToObj(each -> Double.isNaN(each) ? OptionalDouble.empty() : OptionalDouble.of(each))
            .toList());
  }

  /** Blocks beside the chain for each block of it; NaN where there is none. */
  private static double competitors(TrialRow row) {
    double blocks = row.number(TrialColumn.BLOCKS).orElse(0);
    return blocks > 0 ? row.number(TrialColumn.FORKS).orElse(Double.NaN) / blocks : Double.NaN;
  }

  /** Hashes for each block found, those beside the chain included; NaN where there is none. */
  private static double hashes(TrialRow row) {
    double found =
        row.number(TrialColumn.BLOCKS).orElse(0) + row.number(TrialColumn.FORKS).orElse(0);
    double all =
        row.number(TrialColumn.HASHES_PER_TX).orElse(Double.NaN) * row.count(TrialColumn.COMMITTED);
    return found > 0 ? all / found : Double.NaN;
  }

  GridCell cell() {
    return summary.cell();
  }

  PredictionForm form() {
    return prediction.form();
  }

  /** Measured over predicted; empty where one of them is missing, or 0 is predicted. */
  OptionalDouble ratio() {
    OptionalDouble predicted = prediction.value();
    return measured.value().isPresent() && predicted.orElse(0) > 0
        ? OptionalDouble.of(measured.value().getAsDouble() / predicted.getAsDouble())
        : OptionalDouble.empty();
  }

  /** Why there is no ratio; empty where there is one. */
  String reason() {
    if (!prediction.applies() || ratio().isPresent()) {
      return prediction.reason();
    }
    return measured.value().isPresent() ? "nothing is predicted" : "nothing was measured";
  }
}

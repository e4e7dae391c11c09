package org.medchain.claims.protocols;

import java.util.List;
import java.util.function.Predicate;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.ClaimTrials;
import org.medchain.claims.experiment.RawTable;
import org.medchain.comparison.TrialCell;
import org.medchain.comparison.TrialColumn;
import org.medchain.comparison.TrialResult;
import org.medchain.comparison.config.ProtocolKind;
import org.medchain.experiments.config.LoadedConfig;

/**
 * Trials of one config, and parts of them.
 *
 * @param trials in the grid's order, hence those of one cell in the order of their repeats
 */
record TrialGroup(List<TrialResult> trials) {
  TrialGroup {
    trials = List.copyOf(trials);
  }

  /** Runs a config. */
  static TrialGroup run(ClaimRun run, LoadedConfig config) throws Exception {
    return new TrialGroup(ClaimTrials.run(run, config));
  }

  /** Those under a protocol. */
  TrialGroup of(ProtocolKind protocol) {
    return where(cell -> cell.protocol() == protocol);
  }

  /** Those with this number of nodes. */
  TrialGroup withNodes(int nodes) {
    return where(cell -> cell.nodes() == nodes);
  }

  /** Those with this mean time between blocks of proof of work, in s. */
  TrialGroup withInterval(double seconds) {
    return where(cell -> cell.config().pow().intervalS() == seconds);
  }

  private TrialGroup where(Predicate<TrialCell> wanted) {
    return new TrialGroup(trials.stream().filter(each -> wanted.test(each.cell())).toList());
  }

  /** The values of a column; NaN where a trial has none. */
  double[] values(TrialColumn column) {
    return trials.stream().mapToDouble(each -> column.number(each).orElse(Double.NaN)).toArray();
  }

  /**
   * The values of a column divided by those of others, repeat by repeat: trials of one repeat share
   * their requests.
   *
   * @param others as many trials as these
   */
  double[] ratiosTo(TrialGroup others, TrialColumn column) {
    double[] above = values(column);
    double[] below = others.values(column);
    if (above.length != below.length) {
      throw new IllegalArgumentException(
          above.length + " trials cannot be divided by " + below.length);
    }
    double[] ratios = new double[above.length];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = above[i] / below[i];
    }
    return ratios;
  }

  /** How many trials have a disagreement among correct nodes. */
  long violating() {
    return trials.stream().filter(each -> each.chain().agreementViolations() > 0).count();
  }

  /** Writes these columns as raw data, a row for each trial. */
  void write(ClaimRun run, String name, List<TrialColumn> columns) throws Exception {
    String[] headers = columns.stream().map(TrialColumn::header).toArray(String[]::new);
    try (RawTable table = run.raw(name, headers)) {
      for (TrialResult each : trials) {
        table.row(columns.stream().map(column -> column.text(each)).toArray());
      }
    }
  }
}

package org.medchain.experiments.config;

import java.util.List;
import org.medchain.comparison.GridKey;
import org.medchain.comparison.GridPoint;
import org.medchain.comparison.TrialGrid;
import org.medchain.comparison.config.ExperimentConfig;
import org.medchain.comparison.config.LoadKind;
import org.medchain.comparison.config.WorkloadConfig;
import tools.jackson.databind.node.ObjectNode;

/** Sizes that no experiment has, or that this computer could not hold. */
final class SizeLimits {
  /** More trials than this are a slip in the config, not an experiment. */
  static final long TRIALS_MAX = 100_000;

  /** More requests a trial than this would not fit into memory. */
  static final double REQUESTS_MAX = 5e6;

  private SizeLimits() {}

  /** Notes in the tree what a config has too much of. */
  static void check(ConfigTree tree, ExperimentConfig config) {
    if (trials(config) > TRIALS_MAX) {
      addProblem(tree, "/repeats", trials(config));
    } else {
      checkLoad(tree, config);
    }
  }

  /** The same of all points together. */
  static void checkTrials(ConfigTree tree, List<GridPoint> points) {
    long trials = points.stream().mapToLong(point -> trials(point.config())).sum();
    if (trials > TRIALS_MAX) {
      addProblem(tree, "/" + ConfigAxes.KEY, trials);
    }
  }

  private static void addProblem(ConfigTree tree, String pointer, long trials) {
    tree.addProblem(pointer, "this makes " + trials + " trials", "at most " + TRIALS_MAX);
  }

  private static long trials(ExperimentConfig config) {
    long trials = config.repeats().max();
    ObjectNode lists = RecordTree.of(config);
    for (GridKey key : GridKey.values()) {
      // What is left out, or an empty list, stands for one value.
      trials *= Math.max(1, lists.at(ConfigPointer.of(key.path())).size());
    }
    return trials;
  }

  private static void checkLoad(ConfigTree tree, ExperimentConfig config) {
    WorkloadConfig load = config.workload();
    if (load.kind() == LoadKind.CLOSED) {
      double requests = 1.0 * load.clients() * load.outstanding();
      if (requests > REQUESTS_MAX) {
        tree.addProblem(
            "/workload/outstanding",
            "clients × outstanding makes " + Math.round(requests) + " requests in flight",
            "at most " + Math.round(REQUESTS_MAX));
      }
      return;
    }
    double longestS =
        TrialGrid.of(config).stream()
            .filter(cell -> cell.repeat() == 1)
            .mapToDouble(cell -> cell.timing().durationS())
            .max()
            .orElse(0);
    double requests = load.rateTps() * longestS;
    if (requests > REQUESTS_MAX) {
      tree.addProblem(
          tree.has("/workload/rate_tps") ? "/workload/rate_tps" : "/workload/duration_s",
          "rate_tps × duration_s makes " + Math.round(requests) + " requests a trial",
          "at most " + Math.round(REQUESTS_MAX));
    }
  }
}

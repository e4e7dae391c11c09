package org.medchain.experiments;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import org.medchain.comparison.config.ExperimentConfig;
import org.medchain.comparison.config.HostKind;
import org.medchain.comparison.workload.DatasetException;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.comparison.workload.WorkloadPlan;
import org.medchain.experiments.CommandContext.TrialBackend;
import org.medchain.experiments.config.ConfigOverrides;
import org.medchain.experiments.config.LoadedConfig;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.cost.CostEstimate;
import org.medchain.experiments.results.RepeatPlan;
import org.medchain.experiments.results.TrialRow;

/**
 * A config that can be run: everything that can be refused has been looked at, the data set and the
 * host's means among it.
 *
 * @param loaded the config
 * @param trials what runs its trials
 */
record PreparedConfig(LoadedConfig loaded, TrialBackend trials) {
  /**
   * Reads and checks a config.
   *
   * @throws UserInputException with a line for each problem
   */
  static PreparedConfig read(CommandContext host, Path file, ConfigOverrides replaced)
      throws UserInputException {
    DatasetCheck judge = new DatasetCheck(host, host.requiredRoot());
    LoadedConfig loaded = LoadedConfig.read(file, replaced, judge);
    return new PreparedConfig(loaded, judge.trials.orElseThrow());
  }

  /**
   * What its other trials will cost (EXP-43).
   *
   * @param rows what has a result
   * @param threads trials at once, at most
   */
  CostEstimate cost(Map<Integer, TrialRow> rows, int threads) {
    RepeatPlan plan = RepeatPlan.of(loaded);
    int atOnce = Math.min(threads, trials.parallelism());
    return CostEstimate.of(plan.due(rows), plan.dueAtMost(rows), atOnce);
  }

  /** Loads the files that a config names. */
  private static final class DatasetCheck implements Consumer<ExperimentConfig> {
    private final CommandContext host;
    private final Path root;
    private Optional<TrialBackend> trials = Optional.empty();

    DatasetCheck(CommandContext host, Path root) {
      this.host = host;
      this.root = root;
    }

    @Override
    public void accept(ExperimentConfig config) {
      // Data set and host are one for all points of a config's axes.
      trials = trials.or(() -> Optional.of(trials(config, records(config))));
      trials.orElseThrow().check().accept(config);
    }

    private SyntheticRecords records(ExperimentConfig config) {
      try {
        return SyntheticRecords.read(root.resolve(config.workload().dataset()));
      } catch (DatasetException e) {
        throw new IllegalArgumentException("workload.dataset: " + e.getMessage(), e);
      }
    }

    private TrialBackend trials(ExperimentConfig config, SyntheticRecords records) {
      HostKind wanted = config.host();
      if (wanted == HostKind.SIMULATION) {
        return host.trials().apply(records);
      }
      TrialHost found =
          ServiceLoader.load(TrialHost.class).stream()
              .map(ServiceLoader.Provider::get)
              .filter(each -> each.host() == wanted)
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "host must be simulation where experiments/cluster is not on the class"
                              + " path, not "
                              + wanted.key()));
      return new TrialBackend(
          found.trials(records),
          each -> {
            WorkloadPlan.check(each.workload(), records);
            found.check(each);
          },
          found.parallelism());
    }
  }
}

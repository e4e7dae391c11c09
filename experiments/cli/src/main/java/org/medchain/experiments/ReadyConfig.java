package org.medchain.experiments;

import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;
import org.medchain.comparison.config.ExperimentConfig;
import org.medchain.comparison.workload.DatasetException;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.comparison.workload.WorkloadPlan;
import org.medchain.experiments.config.LoadedConfig;
import org.medchain.experiments.config.Refusal;
import org.medchain.experiments.config.Replaced;

/**
 * A config that can be run: everything that can be refused has been looked at, the data set and the
 * host's means among it.
 *
 * @param loaded the config
 * @param trials what runs its trials
 */
record ReadyConfig(LoadedConfig loaded, Host.Trials trials) {
  /**
   * Reads and judges a config.
   *
   * @throws Refusal with a line for each problem
   */
  static ReadyConfig read(Host host, Path file, Replaced replaced) throws Refusal {
    Judge judge = new Judge(host, host.requiredRoot());
    LoadedConfig loaded = LoadedConfig.read(file, replaced, judge);
    return new ReadyConfig(loaded, judge.trials.orElseThrow());
  }

  /** Looks at what is around a config, and keeps what was found there. */
  private static final class Judge implements LoadedConfig.Surroundings {
    private final Host host;
    private final Path root;
    private Optional<Host.Trials> trials = Optional.empty();

    Judge(Host host, Path root) {
      this.host = host;
      this.root = root;
    }

    @Override
    public void check(ExperimentConfig config) {
      Host.Trials found = trials(config, records(config));
      found.check().check(config);
      trials = Optional.of(found);
    }

    private SyntheticRecords records(ExperimentConfig config) {
      try {
        return SyntheticRecords.read(root.resolve(config.workload().dataset()));
      } catch (DatasetException e) {
        throw new IllegalArgumentException("workload.dataset: " + e.getMessage(), e);
      }
    }

    private Host.Trials trials(ExperimentConfig config, SyntheticRecords records) {
      var wanted = config.host();
      if (wanted == org.medchain.comparison.config.Host.SIMULATION) {
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
      return new Host.Trials(
          found.trials(records),
          each -> {
            WorkloadPlan.check(each.workload(), records);
            found.check(each);
          },
          found.trialsAtOnce());
    }
  }
}

package org.medchain.experiments;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;
import org.medchain.comparison.workload.DatasetException;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.comparison.workload.WorkloadPlan;
import org.medchain.experiments.config.LoadedConfig;
import org.medchain.experiments.config.Refusal;
import org.medchain.experiments.results.CodeHash;
import org.medchain.experiments.results.Manifest;
import org.medchain.experiments.results.RunCode;
import org.medchain.experiments.results.RunFolder;
import org.medchain.experiments.results.RunRecord;

/**
 * Runs all trials of a config that have no result yet, and draws the report.
 *
 * @param host what the command finds around it
 * @param loaded the config
 * @param out the folder for the run's folder; empty for {@code results/runs}
 * @param threads trials at once, at most
 * @param force whether trials with a result run again
 */
record ConfigRun(Host host, LoadedConfig loaded, Optional<Path> out, int threads, boolean force) {
  Outcome outcome() throws Exception {
    Path root = host.requiredRoot();
    Host.Trials trials = trials(root);
    String codeHash = CodeHash.of(root, RunCode.of(loaded.experiment()));
    Path parent = out.orElseGet(() -> root.resolve("results").resolve("runs"));
    RunFolder folder = RunFolder.of(parent, loaded, codeHash);
    RunFolder.Lock lock = folder.lock();
    try {
      return run(root, codeHash, trials, folder);
    } finally {
      lock.close();
    }
  }

  /** Everything that can be refused is refused here, before the first trial. */
  private Host.Trials trials(Path root) throws Refusal {
    try {
      Path dataset = root.resolve(loaded.experiment().workload().dataset());
      Host.Trials trials = trials(SyntheticRecords.read(dataset));
      trials.check().check(loaded.experiment());
      return trials;
    } catch (DatasetException e) {
      throw loaded.refusal("workload.dataset: " + e.getMessage());
    } catch (IllegalArgumentException e) {
      throw loaded.refusal(String.valueOf(e.getMessage()));
    }
  }

  private Host.Trials trials(SyntheticRecords records) {
    var wanted = loaded.experiment().host();
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
        config -> {
          WorkloadPlan.check(config.workload(), records);
          found.check(config);
        },
        found.trialsAtOnce());
  }

  private Outcome run(Path root, String codeHash, Host.Trials trials, RunFolder folder)
      throws Exception {
    int atOnce = Math.min(threads, trials.atOnce());
    RunRecord record =
        RunRecord.open(
            folder, root, loaded, codeHash, force, host.clock(), host.commandLine(), atOnce);
    Sweep sweep = new Sweep(host, folder, record, trials.function(), atOnce);
    var missing = sweep.run(loaded.grid());
    Manifest manifest = close(folder, record);
    Outcome outcome = new Outcome(folder, manifest, record.rows(), missing);
    if (!outcome.rows().isEmpty()) {
      ReportCommand.write(host, folder, manifest, outcome.rows());
    }
    return outcome;
  }

  private static Manifest close(RunFolder folder, RunRecord record) throws Refusal {
    try {
      return record.close();
    } catch (IOException e) {
      throw RunFolder.unwritable(folder.path(), e);
    }
  }
}

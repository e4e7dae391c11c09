package org.medchain.experiments;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
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
 * @param config to run
 * @param out the folder for the run's folder; empty for {@code results/runs}
 * @param threads trials at once, at most
 * @param force whether trials with a result run again
 */
record ConfigRun(Host host, ReadyConfig config, Optional<Path> out, int threads, boolean force) {
  Outcome outcome() throws Exception {
    Path root = host.requiredRoot();
    LoadedConfig loaded = config.loaded();
    String codeHash = CodeHash.of(root, RunCode.of(loaded.experiment()));
    Path parent = out.orElseGet(() -> root.resolve("results").resolve("runs"));
    RunFolder folder = RunFolder.of(parent, loaded, codeHash);
    RunFolder.Lock lock = folder.lock();
    try {
      return run(root, codeHash, folder);
    } finally {
      lock.close();
    }
  }

  private Outcome run(Path root, String codeHash, RunFolder folder) throws Exception {
    Host.Trials trials = config.trials();
    int atOnce = Math.min(threads, trials.atOnce());
    RunRecord record =
        RunRecord.open(
            folder,
            root,
            config.loaded(),
            codeHash,
            force,
            host.clock(),
            host.commandLine(),
            atOnce,
            torn -> host.err().println(torn + "; its trial runs again"));
    Sweep sweep = new Sweep(host, folder, record, trials.function(), atOnce);
    var missing = sweep.run(config.loaded().grid());
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

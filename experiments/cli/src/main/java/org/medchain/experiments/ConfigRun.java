package org.medchain.experiments;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.medchain.experiments.config.LoadedConfig;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.execution.TrialEngine;
import org.medchain.experiments.results.CodeHash;
import org.medchain.experiments.results.RunCode;
import org.medchain.experiments.results.RunFolder;
import org.medchain.experiments.results.RunManifest;
import org.medchain.experiments.results.RunRecord;

/**
 * Runs all trials of a config that have no result yet, and draws the report.
 *
 * @param host the command's context
 * @param config to run
 * @param out the folder for the run's folder; empty for {@code results/runs}
 * @param choice of what runs them
 * @param force whether trials with a result run again
 */
record ConfigRun(
    CommandContext host,
    PreparedConfig config,
    Optional<Path> out,
    EngineChoice choice,
    boolean force) {
  RunOutcome outcome() throws Exception {
    Path root = host.requiredRoot();
    LoadedConfig loaded = config.loaded();
    String codeHash = CodeHash.of(root, RunCode.of(root, loaded.experiment()));
    Path parent = out.orElseGet(() -> root.resolve("results").resolve("runs"));
    RunFolder folder = RunFolder.of(parent, loaded, codeHash);
    try (TrialEngine engine = choice.start(config, root)) {
      RunFolder.RunFolderLock lock = folder.lock();
      try {
        return run(root, codeHash, folder, engine);
      } finally {
        lock.close();
      }
    }
  }

  private RunOutcome run(Path root, String codeHash, RunFolder folder, TrialEngine engine)
      throws Exception {
    RunRecord record =
        RunRecord.open(
            folder,
            root,
            config.loaded(),
            codeHash,
            force,
            host.clock(),
            host.commandLine(),
            choice.atOnce(config.trials()),
            torn -> host.err().println(torn + "; its trial runs again"));
    Sweep sweep = new Sweep(host, folder, record, engine);
    List<String> missing;
    try {
      missing = sweep.run();
    } catch (UserInputException e) {
      close(folder, record); // What had a result before is kept.
      throw e;
    }
    RunManifest manifest = close(folder, record);
    RunOutcome outcome = new RunOutcome(folder, manifest, record.rows(), missing);
    if (!outcome.rows().isEmpty()) {
      ReportCommand.write(host, folder, manifest, outcome.rows());
    }
    return outcome;
  }

  private static RunManifest close(RunFolder folder, RunRecord record) throws UserInputException {
    try {
      return record.close();
    } catch (IOException e) {
      throw RunFolder.unwritable(folder.path(), e);
    }
  }
}

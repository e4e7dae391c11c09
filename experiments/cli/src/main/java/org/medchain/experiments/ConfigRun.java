package org.medchain.experiments;

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
    Path runs = out.isPresent() ? out.get() : root.resolve("results").resolve("runs");
    RunFolder folder = RunFolder.of(runs, loaded, codeHash);
    try (TrialEngine engine = choice.start(config, root);
        RunFolder.RunFolderLock unused = folder.lock()) {
      RunRecord record =
          RunRecord.open(
              folder,
              root,
              loaded,
              codeHash,
              force,
              host.clock(),
              host.commandLine(),
              choice.atOnce(config.trials()),
              torn -> host.err().println(torn + "; its trial runs again"));
      return run(folder, record, engine);
    }
  }

  private RunOutcome run(RunFolder folder, RunRecord record, TrialEngine engine) throws Exception {
    Sweep sweep = new Sweep(host, folder, record, engine, choice.atOnce(config.trials()));
    List<String> missing;
    try {
      missing = sweep.run();
    } catch (UserInputException e) {
      record.close(); // What had a result before is kept.
      throw e;
    }
    RunManifest manifest = record.close();
    RunOutcome outcome = new RunOutcome(folder, manifest, record.rows(), missing);
    if (!outcome.rows().isEmpty()) {
      ReportCommand.write(host, folder, manifest, outcome.rows());
    }
    return outcome;
  }
}

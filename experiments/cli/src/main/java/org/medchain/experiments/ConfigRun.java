package org.medchain.experiments;

import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.cost.CostEstimate;
import org.medchain.experiments.execution.TrialEngine;
import org.medchain.experiments.results.CodeHash;
import org.medchain.experiments.results.RecordedRun;
import org.medchain.experiments.results.RunCode;
import org.medchain.experiments.results.RunFolder;
import org.medchain.experiments.results.RunRecord;
import org.medchain.experiments.results.TrialRow;

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
    String codeHash = codeHash();
    RunFolder folder = folder(codeHash);
    try (TrialEngine engine = choice.start(config, host.requiredRoot())) {
      FileChannel lock = folder.lock();
      try {
        return run(codeHash, folder, engine);
      } finally {
        lock.close();
      }
    }
  }

  /** What it would cost; nothing is written (EXP-43). */
  CostEstimate cost() throws UserInputException {
    String codeHash = codeHash();
    Map<Integer, TrialRow> rows = new TreeMap<>();
    if (!force) {
      record(codeHash, folder(codeHash)).rows().forEach(row -> rows.put(row.trial(), row));
    }
    return config.cost(rows, choice.threads());
  }

  private String codeHash() throws UserInputException {
    Path root = host.requiredRoot();
    return CodeHash.of(root, RunCode.of(root, config.loaded().experiment()));
  }

  private RunFolder folder(String codeHash) throws UserInputException {
    Path runs = host.requiredRoot().resolve("results").resolve("runs");
    return RunFolder.of(out.orElse(runs), config.loaded(), codeHash);
  }

  private RunRecord record(String codeHash, RunFolder folder) throws UserInputException {
    return RunRecord.open(
        folder,
        host.requiredRoot(),
        config.loaded(),
        codeHash,
        force,
        host.clock(),
        host.commandLine(),
        choice.atOnce(config.trials()),
        torn -> host.err().println(torn + "; its trial runs again"));
  }

  private RunOutcome run(String codeHash, RunFolder folder, TrialEngine engine) throws Exception {
    RunRecord record = record(codeHash, folder);
    Sweep sweep = new Sweep(host, folder, record, engine, choice.atOnce(config.trials()));
    List<String> missing;
    try {
      missing = sweep.run();
    } catch (UserInputException e) {
      record.close(); // What had a result before is kept.
      throw e;
    }
    RecordedRun run = new RecordedRun(folder, record.close(), record.rows());
    if (!run.rows().isEmpty()) {
      ReportCommand.write(host, run);
    }
    return new RunOutcome(run, missing);
  }
}

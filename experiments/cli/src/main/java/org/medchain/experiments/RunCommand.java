package org.medchain.experiments;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.medchain.comparison.workload.DatasetException;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.experiments.config.LoadedConfig;
import org.medchain.experiments.config.Refusal;
import org.medchain.experiments.results.CodeHash;
import org.medchain.experiments.results.Manifest;
import org.medchain.experiments.results.RunFolder;
import org.medchain.experiments.results.RunRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs all trials of a config and reports on them. */
@Command(
    name = "run",
    description = {
      "Runs all trials of a config, prints a table and draws a report.",
      "The results are in results/runs/<name>-<config hash>-<code hash>/. What is there already is "
          + "not run again: an interrupted run goes on with the same command."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Medchain.Version.class,
    sortOptions = false)
final class RunCommand implements Callable<Integer> {
  private static final int THREADS_MAX = 1024;

  private final Host host;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "CONFIG", description = "The YAML file; 'medchain schema' explains it.")
  private Path config;

  @Option(names = "--json", description = "Print JSON instead of the table, and nothing else.")
  private boolean json;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Make the run's folder in DIR (default: results/runs).")
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Trials at once (default: one a processor); no influence on the results.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(names = "--seed", paramLabel = "N", description = "In place of the config's seed.")
  private Optional<Long> seed = Optional.empty();

  @Option(names = "--name", paramLabel = "NAME", description = "In place of the config's name.")
  private Optional<String> name = Optional.empty();

  @Option(names = "--force", description = "Run all trials again, also those with a result.")
  private boolean force;

  RunCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() throws Exception {
    if (threads < 1 || threads > THREADS_MAX) {
      throw new ParameterException(
          spec.commandLine(), "--threads is " + threads + ", allowed are 1 to " + THREADS_MAX);
    }
    LoadedConfig loaded =
        LoadedConfig.read(config, name, seed.map(OptionalLong::of).orElseGet(OptionalLong::empty));
    Path root = host.requiredRoot();
    Host.Trials trials = trials(root, loaded);
    String dataset = loaded.experiment().workload().dataset();
    String codeHash = CodeHash.of(root, dataset + "/" + SyntheticRecords.INDEX);
    Path parent = out.orElseGet(() -> root.resolve("results").resolve("runs"));
    RunFolder folder = RunFolder.of(parent, loaded, codeHash);
    RunFolder.Lock lock = folder.lock();
    try {
      return run(root, loaded, codeHash, trials, folder);
    } finally {
      lock.close();
    }
  }

  /** Everything that can be refused is refused here, before the first trial. */
  private Host.Trials trials(Path root, LoadedConfig loaded) throws Refusal {
    Host.Trials trials;
    try {
      Path dataset = root.resolve(loaded.experiment().workload().dataset());
      trials = host.trials().apply(SyntheticRecords.read(dataset));
    } catch (DatasetException e) {
      throw loaded.refusal("workload.dataset: " + e.getMessage());
    }
    try {
      trials.check().check(loaded.experiment());
      return trials;
    } catch (IllegalArgumentException e) {
      throw loaded.refusal(String.valueOf(e.getMessage()));
    }
  }

  private int run(
      Path root, LoadedConfig loaded, String codeHash, Host.Trials trials, RunFolder folder)
      throws Exception {
    RunRecord record =
        RunRecord.open(
            folder, root, loaded, codeHash, force, host.clock(), host.commandLine(), threads);
    Sweep sweep = new Sweep(host, folder, record, trials.function(), threads);
    List<String> missing = sweep.run(loaded.grid());
    Manifest manifest = close(folder, record);
    Outcome outcome = new Outcome(folder, manifest, record.rows(), missing);
    if (!outcome.rows().isEmpty()) {
      ReportCommand.write(host, folder, manifest, outcome.rows());
    }
    outcome.print(host, json);
    return outcome.exitCode();
  }

  private static Manifest close(RunFolder folder, RunRecord record) throws Refusal {
    try {
      return record.close();
    } catch (IOException e) {
      throw RunFolder.unwritable(folder.path(), e);
    }
  }
}

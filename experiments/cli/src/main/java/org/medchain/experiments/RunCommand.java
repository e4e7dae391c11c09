package org.medchain.experiments;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import org.medchain.experiments.config.ConfigOverrides;
import org.medchain.experiments.cost.CostEstimate;
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
          + "not run again: the same command continues an interrupted run."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Medchain.MedchainVersion.class,
    sortOptions = false)
final class RunCommand implements Callable<Integer> {
  private static final int THREADS_MAX = 1024;

  private final CommandContext host;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "CONFIG", description = "The YAML file; 'medchain schema' explains it.")
  private Path config;

  @Option(names = "--json", description = "Print JSON instead of the table, and nothing else.")
  private boolean json;

  @Option(names = "--wide", description = "Print all columns, however wide.")
  private boolean wide;

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

  @Option(
      names = "--engine",
      paramLabel = "ENGINE",
      description =
          "threads (default) or spark: what runs the trials; no influence on the results.")
  private String engine = EngineChoice.THREADS;

  @Option(
      names = "--master",
      paramLabel = "URL",
      description = "Of Spark: local[N], local[*] (default), or spark://HOST:PORT.")
  private Optional<String> master = Optional.empty();

  @Option(names = "--seed", paramLabel = "N", description = "In place of the config's seed.")
  private Optional<Long> seed = Optional.empty();

  @Option(names = "--name", paramLabel = "NAME", description = "In place of the config's name.")
  private Optional<String> name = Optional.empty();

  @Option(
      names = "--calibration",
      paramLabel = "FILE",
      description = "In place of the config's calibration.")
  private Optional<Path> calibration = Optional.empty();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "In place of any value of the config: --set workload.rate_tps=50. Repeatable.")
  private List<String> values = List.of();

  @Option(
      names = "--axis",
      paramLabel = "KEY=VALUES",
      description =
          "A key as an axis of the grid: --axis pbft.window=1,4,16 or =1..200/log8 or"
              + " =10..50/steps5. Repeatable; axes are crossed.")
  private List<String> axes = List.of();

  @Option(names = "--force", description = "Run all trials again, also those with a result.")
  private boolean force;

  @Option(
      names = "--dry-run",
      description = "Say what the run will cost (trials, time, disk), and run nothing.")
  private boolean dry;

  @Option(names = "--no-probe", description = CheckCommand.NO_PROBE)
  private boolean unprobed;

  RunCommand(CommandContext host) {
    this.host = host;
  }

  @Override
  public Integer call() throws Exception {
    if (threads < 1 || threads > THREADS_MAX) {
      throw new ParameterException(
          spec.commandLine(), "--threads is " + threads + ", allowed are 1 to " + THREADS_MAX);
    }
    if (unprobed && !dry) {
      throw new ParameterException(spec.commandLine(), "--no-probe is for --dry-run");
    }
    if (dry && (master.isPresent() || !engine.equals(EngineChoice.THREADS))) {
      throw new ParameterException(
          spec.commandLine(), "--dry-run is of threads: leave --engine and --master out");
    }
    Set<String> given = new HashSet<>();
    name.ifPresent(each -> given.add("name"));
    seed.ifPresent(each -> given.add("seed"));
    calibration.ifPresent(each -> given.add("calibration"));
    ConfigOverrides replaced =
        new ConfigOverrides(
            name,
            seed.map(OptionalLong::of).orElseGet(OptionalLong::empty),
            Optional.empty(),
            calibration,
            pairs("--set", values, given),
            pairs("--axis", axes, given));
    PreparedConfig ready = PreparedConfig.read(host, config, replaced);
    ready.loaded().notRun().forEach(host.err()::println);
    EngineChoice choice = new EngineChoice(engine, threads, master);
    ConfigRun run = new ConfigRun(host, ready, out, choice, force);
    if (dry) {
      CostEstimate cost = run.cost(!unprobed);
      if (json) {
        host.out().println(cost.json().toPrettyString());
      } else {
        cost.lines().forEach(host.out()::println);
      }
      host.out().flush();
      return Medchain.OK;
    }
    RunOutcome outcome = run.outcome();
    outcome.print(host, json, wide);
    return outcome.exitCode();
  }

  /** Two values of one key are two meanings, so no key is given twice. */
  private Map<String, String> pairs(String option, List<String> words, Set<String> given) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String word : words) {
      String[] pair = word.split("=", 2);
      if (pair.length < 2 || pair[0].isEmpty()) {
        throw new ParameterException(
            spec.commandLine(),
            option + " is '" + word + "', allowed is a key's path, '=' and what it becomes");
      }
      if (!given.add(pair[0])) {
        throw new ParameterException(
            spec.commandLine(),
            option + " " + pair[0] + ": the key is given twice, allowed is once");
      }
      pairs.put(pair[0], pair[1]);
    }
    return pairs;
  }
}

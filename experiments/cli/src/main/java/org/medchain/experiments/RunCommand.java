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
import org.medchain.experiments.Medchain.MedchainVersion;
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
    mixinStandardHelpOptions = true,
    versionProvider = MedchainVersion.class,
    sortOptions = false)
final class RunCommand implements Callable<Integer> {
  private static final int THREADS_MAX = 1024;

  private final CommandContext host;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "CONFIG", descriptionKey = "CONFIG")
  private Path config;

  @Option(names = "--json")
  private boolean json;

  @Option(names = "--wide")
  private boolean wide;

  @Option(names = "--out", paramLabel = "DIR")
  private Optional<Path> out = Optional.empty();

  @Option(names = "--threads", paramLabel = "N")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(names = "--engine", paramLabel = "ENGINE")
  private String engine = EngineChoice.THREADS;

  @Option(names = "--master", paramLabel = "URL")
  private Optional<String> master = Optional.empty();

  @Option(names = "--seed", paramLabel = "N")
  private Optional<Long> seed = Optional.empty();

  @Option(names = "--name", paramLabel = "NAME")
  private Optional<String> name = Optional.empty();

  @Option(names = "--calibration", paramLabel = "FILE")
  private Optional<Path> calibration = Optional.empty();

  @Option(names = "--set", paramLabel = "KEY=VALUE")
  private List<String> values = List.of();

  @Option(names = "--axis", paramLabel = "KEY=VALUES")
  private List<String> axes = List.of();

  @Option(names = "--force")
  private boolean force;

  @Option(names = "--dry-run")
  private boolean dry;

  RunCommand(CommandContext host) {
    this.host = host;
  }

  @Override
  public Integer call() throws Exception {
    if (threads < 1 || threads > THREADS_MAX) {
      throw new ParameterException(
          spec.commandLine(), "--threads is " + threads + ", allowed are 1 to " + THREADS_MAX);
    }
    if (dry && (master.isPresent() || !engine.equals(EngineChoice.THREADS))) {
      throw new ParameterException(
          spec.commandLine(), "--dry-run is for threads: leave --engine and --master out");
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
      CostEstimate cost = run.cost();
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

package org.medchain.experiments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.medchain.comparison.config.LoadKind;
import org.medchain.comparison.config.WorkloadConfig;
import org.medchain.experiments.config.Refusal;
import org.medchain.experiments.config.Replaced;
import org.medchain.experiments.report.CompareReport;
import org.medchain.experiments.report.Pairing;
import org.medchain.experiments.results.RunFolder;
import org.medchain.experiments.running.Words;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs configs on a cluster and in the calibrated simulation, and compares (EXP-19). */
@Command(
    name = "compare",
    description = {
      "Runs configs on real processes and in the simulation, and compares both.",
      "The simulation's costs are those of 'medchain calibrate'. The page is in results/compare; "
          + "what has a result already is not run again."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Medchain.Version.class,
    sortOptions = false)
final class CompareCommand implements Callable<Integer> {
  private final Host host;

  @Parameters(
      arity = "1..*",
      paramLabel = "CONFIG",
      description = "YAML files; their host does not matter.")
  private List<Path> configs = List.of();

  @Option(
      names = "--calibration",
      paramLabel = "FILE",
      description = "Costs (default: the newest file in results/calibration).")
  private Optional<Path> calibration = Optional.empty();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the page is made (default: results/compare).")
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--runs",
      paramLabel = "DIR",
      description = "Make the runs' folders in DIR (default: results/runs).")
  private Optional<Path> runs = Optional.empty();

  @Option(names = "--force", description = "Run all trials again, also those with a result.")
  private boolean force;

  CompareCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() throws Exception {
    Path root = host.requiredRoot();
    Path costs = calibration.isPresent() ? calibration.get() : newest(root);
    List<ReadyConfig> simulated = new ArrayList<>();
    List<ReadyConfig> real = new ArrayList<>();
    for (Path each : configs) {
      Replaced replaced = Replaced.NOTHING.withCalibration(costs);
      simulated.add(ReadyConfig.read(host, each, replaced.withHost("simulation")));
      real.add(ReadyConfig.read(host, each, Replaced.NOTHING.withHost("cluster")));
    }
    List<Pairing> pairings = new ArrayList<>();
    int code = Medchain.OK;
    for (int i = 0; i < configs.size(); i++) {
      Outcome cluster = run(real.get(i));
      Outcome simulation = run(simulated.get(i));
      code = Math.max(code, Math.max(cluster.exitCode(), simulation.exitCode()));
      String name = real.get(i).loaded().experiment().name();
      String load = load(real.get(i).loaded().experiment().workload());
      pairings.addAll(Pairing.of(name, load, simulation.cells(), cluster.cells()));
    }
    write(root, costs, pairings);
    return code;
  }

  private Outcome run(ReadyConfig config) throws Exception {
    int threads = Runtime.getRuntime().availableProcessors();
    return new ConfigRun(host, config, runs, threads, force).outcome();
  }

  private void write(Path root, Path costs, List<Pairing> pairings) throws Refusal {
    Path folder = out.orElseGet(() -> root.resolve("results").resolve("compare"));
    try {
      CompareReport report =
          new CompareReport(
              pairings,
              Files.readString(costs, StandardCharsets.UTF_8),
              "experiments/" + host.commandLine());
      report.write(folder);
      report.lines().forEach(host.out()::println);
      host.out().println("Page: " + folder.resolve("index.html").toAbsolutePath().normalize());
      host.out().flush();
    } catch (IOException e) {
      throw RunFolder.unwritable(folder, e);
    }
  }

  private static Path newest(Path root) throws Refusal {
    Path folder = root.resolve("results").resolve("calibration");
    record Found(Path file, FileTime time) {}
    List<Found> found = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path each : files.filter(file -> file.toString().endsWith(".yaml")).toList()) {
          found.add(new Found(each, Files.getLastModifiedTime(each)));
        }
      } catch (IOException e) {
        throw new Refusal(folder + ": cannot be read");
      }
    }
    return found.stream()
        .max(Comparator.comparing(Found::time).thenComparing(Found::file))
        .map(Found::file)
        .orElseThrow(
            () ->
                new Refusal(
                    folder
                        + ": holds no costs of this machine; 'medchain calibrate' measures them"));
  }

  private static String load(WorkloadConfig workload) {
    return workload.kind() == LoadKind.OPEN
        ? "open, " + Words.significant(workload.rateTps()) + " tx/s"
        : String.format(
            Locale.ROOT,
            "closed, %d clients with %d each",
            workload.clients(),
            workload.outstanding());
  }
}

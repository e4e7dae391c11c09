package org.medchain.experiments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.medchain.comparison.config.WorkloadConfig;
import org.medchain.experiments.Medchain.MedchainVersion;
import org.medchain.experiments.config.ConfigOverrides;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.execution.ReadableNumbers;
import org.medchain.experiments.report.ComparisonReport;
import org.medchain.experiments.report.DayStepsSection;
import org.medchain.experiments.report.SimulationClusterPair;
import org.medchain.experiments.results.DayStepRow;
import org.medchain.experiments.results.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs configs on a cluster and in the calibrated simulation, and compares (EXP-19). */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    versionProvider = MedchainVersion.class,
    sortOptions = false)
final class CompareCommand implements Callable<Integer> {
  private final CommandContext host;

  @Parameters(arity = "1..*", paramLabel = "CONFIG", descriptionKey = "CONFIG")
  private List<Path> configs = List.of();

  @Option(names = "--calibration", paramLabel = "FILE")
  private Optional<Path> calibration = Optional.empty();

  @Option(names = "--out", paramLabel = "DIR")
  private Optional<Path> out = Optional.empty();

  @Option(names = "--runs", paramLabel = "DIR")
  private Optional<Path> runs = Optional.empty();

  @Option(names = "--force")
  private boolean force;

  CompareCommand(CommandContext host) {
    this.host = host;
  }

  @Override
  public Integer call() throws Exception {
    Path root = host.requiredRoot();
    Path costs = calibration.isPresent() ? calibration.get() : newest(root);
    List<PreparedConfig> simulated = new ArrayList<>();
    List<PreparedConfig> real = new ArrayList<>();
    for (Path each : configs) {
      ConfigOverrides replaced = ConfigOverrides.NONE.withCalibration(costs);
      simulated.add(PreparedConfig.read(host, each, replaced.withHost("simulation")));
      real.add(PreparedConfig.read(host, each, ConfigOverrides.NONE.withHost("cluster")));
      real.getLast().loaded().notRun().forEach(host.err()::println);
    }
    List<SimulationClusterPair> pairings = new ArrayList<>();
    List<DayStepRow> daySteps = new ArrayList<>();
    int code = Medchain.OK;
    for (int i = 0; i < configs.size(); i++) {
      RunOutcome cluster = run(real.get(i));
      RunOutcome simulation = run(simulated.get(i));
      code = Math.max(code, Math.max(cluster.exitCode(), simulation.exitCode()));
      String name = real.get(i).loaded().experiment().name();
      String load = load(real.get(i).loaded().experiment().workload());
      pairings.addAll(
          SimulationClusterPair.of(name, load, simulation.run().cells(), cluster.run().cells()));
      daySteps.addAll(DayStepRow.of(name, "simulation", simulation.run()));
      daySteps.addAll(DayStepRow.of(name, "cluster", cluster.run()));
    }
    write(root, costs, pairings, new DayStepsSection(daySteps));
    return code;
  }

  private RunOutcome run(PreparedConfig config) throws Exception {
    int threads = Runtime.getRuntime().availableProcessors();
    EngineChoice choice = new EngineChoice(EngineChoice.THREADS, threads, Optional.empty());
    return new ConfigRun(host, config, runs, choice, force).outcome();
  }

  private void write(
      Path root, Path costs, List<SimulationClusterPair> pairings, DayStepsSection daySteps)
      throws UserInputException {
    Path folder = out.orElseGet(() -> root.resolve("results").resolve("compare"));
    try {
      ComparisonReport report =
          new ComparisonReport(
              pairings,
              daySteps,
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

  private static Path newest(Path root) throws UserInputException {
    Path folder = root.resolve("results").resolve("calibration");
    try (Stream<Path> files = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .max(
              Comparator.<Path>comparingLong(each -> each.toFile().lastModified())
                  .thenComparing(Comparator.naturalOrder()))
          .orElseThrow(
              () ->
                  new UserInputException(
                      folder
                          + ": holds no costs of this machine; 'medchain calibrate' measures"
                          + " them"));
    } catch (IOException e) {
      throw new UserInputException(folder + ": cannot be read");
    }
  }

  private static String load(WorkloadConfig workload) {
    return switch (workload.kind()) {
      case OPEN -> "open, " + ReadableNumbers.significant(workload.rateTps()) + " tx/s";
      case DAY -> "a day of visits, scale " + ReadableNumbers.significant(workload.visitScale());
      case CLOSED ->
          String.format(
              Locale.ROOT,
              "closed, %d clients with %d each",
              workload.clients(),
              workload.outstanding());
      case SATURATION -> "at saturation";
    };
  }
}

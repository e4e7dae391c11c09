package org.medchain.cluster.calibrate;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.medchain.cluster.lifetime.TemporaryFolder;
import org.medchain.contract.Genesis;
import org.medchain.experiments.Subcommand;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.results.AtomicFile;
import org.medchain.experiments.results.OutputPath;
import org.medchain.measurements.MeasuredDataset;
import org.medchain.node.crypto.NativeEd25519;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures on this machine the costs that the simulation charges its nodes (CMP-48). */
@Command(
    name = "calibrate",
    mixinStandardHelpOptions = true,
    resourceBundle = "org.medchain.cluster.help")
public final class CalibrateCommand implements Subcommand {
  private static final int ROUNDS = 40;
  private static final int PLAYS = 3;
  private static final int FORCES = 200;

  @Option(names = "--out", paramLabel = "FILE")
  private Optional<Path> out = Optional.empty();

  @Option(names = "--quick")
  private boolean quick;

  @Option(names = "--c1")
  private boolean c1;

  public CalibrateCommand() {}

  @Override
  public Integer call() throws Exception {
    Path home = Path.of(System.getProperty("medchain.home", "")).toAbsolutePath();
    Path file = out.orElseGet(() -> home.resolve("results/calibration").resolve(name() + ".yaml"));
    if (c1 && !isC1Alone()) {
      throw new UserInputException(
          "--c1: this JVM has other compilers, too; it has to be one of 'experiments/medchain'");
    }
    new OutputPath(file).requireFileWithFolder();
    // The disk that is measured is the one that is written to.
    try (TemporaryFolder temporary =
        TemporaryFolder.create(file.toAbsolutePath().getParent(), ".calibrate-")) {
      double loadBefore = load();
      Calibration calibration = measure(temporary.path(), quick ? 4 : 1);
      AtomicFile.write(file, heading(loadBefore) + calibration.yaml());
    }
    System.out.println(file);
    return 0;
  }

  private static boolean isC1Alone() {
    return ManagementFactory.getRuntimeMXBean()
        .getInputArguments()
        .contains("-XX:TieredStopAtLevel=1");
  }

  private static Calibration measure(Path place, int divisor)
      throws IOException, InterruptedException, UserInputException {
    InstrumentedSimulation played =
        new InstrumentedSimulation(
            MeasuredDataset.records(Path.of("datasets", "synthea-sample"), ""),
            NativeEd25519.orPortable());
    Genesis genesis = played.genesis();
    int plays = Math.max(1, PLAYS / divisor);
    MeasurementRounds rounds = new MeasurementRounds(ROUNDS / divisor);
    Map<String, MedianEstimate> figures = new HashMap<>();
    CostMeasurements costs = new CostMeasurements(place, rounds, figures);
    progress("signatures");
    costs.signatures();
    progress("replicas and contract");
    double clockUs = TimedCalls.clockUs();
    List<ClockedRun> runs = runs(played, InstrumentedSimulation.NO_CHECKPOINT, plays);
    costs.steps(runs, clockUs);
    ClockedRun sample = runs.getLast();
    progress("storage");
    costs.storage(genesis, sample.blocks(), plays);
    progress("messages");
    costs.decoding(genesis, sample, played.keys(0));
    progress("connections");
    costs.connections();
    progress("disk");
    costs.force(FORCES / divisor);
    progress("checkpoints");
    costs.checkpoints(runs(played, InstrumentedSimulation.DEFAULT_INTERVAL, plays));
    return new Calibration(figures, Runtime.getRuntime().availableProcessors());
  }

  private static void progress(String what) {
    System.err.println(what + " …");
  }

  /** After one that warms up. */
  private static List<ClockedRun> runs(InstrumentedSimulation played, int interval, int times) {
    return MeasurementRounds.afterWarmUp(
        1, times, i -> played.run(interval, InstrumentedSimulation.FULL_RUN_NS));
  }

  private String heading(double loadBefore) {
    return String.format(
        Locale.ROOT,
        """
        # Measured by: medchain calibrate%s%s (%s)
        # %s, %d processors, %s; load average %.1f before, %.1f after; µs of processor time
        """,
        c1 ? " --c1" : "",
        quick ? " --quick" : "",
        Runtime.version(),
        System.getProperty("os.name"),
        Runtime.getRuntime().availableProcessors(),
        Instant.now().truncatedTo(ChronoUnit.SECONDS),
        loadBefore,
        load());
  }

  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  private static String name() {
    try {
      String name = InetAddress.getLocalHost().getHostName().replaceAll("[^A-Za-z0-9-].*", "");
      return name.isEmpty() ? "machine" : name;
    } catch (IOException e) {
      return "machine";
    }
  }
}

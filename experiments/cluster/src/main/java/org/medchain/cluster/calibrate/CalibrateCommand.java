package org.medchain.cluster.calibrate;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.medchain.cluster.lifetime.OwnerWatch;
import org.medchain.cluster.lifetime.TemporaryFolder;
import org.medchain.comparison.workload.DatasetException;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.experiments.Medchain;
import org.medchain.experiments.Subcommand;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.results.AtomicFile;
import org.medchain.node.crypto.NativeEd25519;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures on this machine the costs that the simulation charges its nodes (CMP-48). */
@Command(
    name = "calibrate",
    description = {
      "Measures on this machine the costs that the simulation charges its nodes.",
      "Signatures, steps, executions, checkpoints, connections, the disk: a part of a config, for"
          + " the key 'calibration'. Most figures are processor time; those of disk and network"
          + " need a machine that is idle."
    },
    mixinStandardHelpOptions = true)
public final class CalibrateCommand implements Subcommand {
  private static final int ROUNDS = 40;
  private static final int PLAYS = 3;
  private static final int FORCES = 200;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where to write (default: results/calibration/<this machine's name>.yaml).")
  private Optional<Path> out = Optional.empty();

  @Option(names = "--quick", description = "A quarter of the rounds, as a smoke test.")
  private boolean quick;

  @Option(
      names = "--c1",
      description = "Measure with the JVM's C1 compiler alone, for configs with processes.jit: c1.")
  private boolean c1;

  /** The service loader's. */
  public CalibrateCommand() {}

  @Override
  public Integer call() throws Exception {
    OwnerWatch.install(); // of a JVM with C1 alone
    Path home = Path.of(System.getProperty("medchain.home", "")).toAbsolutePath();
    Path dataset = home.resolve("datasets").resolve("synthea-sample");
    Path file = out.orElseGet(() -> home.resolve("results/calibration").resolve(name() + ".yaml"));
    if (c1 && !C1OnlyJvm.isCurrentJvm()) {
      return C1OnlyJvm.run(rerunCommand(file));
    }
    try (TemporaryFolder temporary = TemporaryFolder.create(folder(file), ".calibrate-")) {
      Path place = temporary.path();
      double loadBefore = load();
      Calibration calibration = measure(dataset, place, System.err, quick ? 4 : 1);
      AtomicFile.write(file, calibration.yaml(heading(loadBefore)));
    }
    System.out.println(file);
    return 0;
  }

  private List<String> rerunCommand(Path file) {
    Stream<String> words = Stream.of("calibrate", "--c1", "--out", file.toString());
    return Stream.of(
            Stream.of(Medchain.class.getName()), words, Stream.of("--quick").filter(each -> quick))
        .flatMap(each -> each)
        .toList();
  }

  private static SyntheticRecords records(Path dataset) throws UserInputException {
    try {
      return SyntheticRecords.read(dataset);
    } catch (DatasetException e) {
      throw new UserInputException(String.valueOf(e.getMessage()));
    }
  }

  /** The disk that is measured is the one that is written to. */
  private static Path folder(Path file) throws UserInputException {
    Path folder = file.toAbsolutePath().getParent();
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UserInputException(folder + ": cannot be written to; --out names another file");
    }
  }

  private static Calibration measure(Path dataset, Path place, PrintStream said, int divisor)
      throws IOException, InterruptedException, UserInputException {
    SyntheticRecords records = records(dataset);
    int plays = Math.max(1, PLAYS / divisor);
    MeasurementRounds rounds = new MeasurementRounds(ROUNDS / divisor);
    said.println("signatures …");
    SignatureCosts signatures = SignatureCosts.measure(rounds);
    said.println("replicas and contract …");
    InstrumentedSimulation played = new InstrumentedSimulation(records, NativeEd25519.orPortable());
    InstrumentedSimulation.ReplicaCosts replicas = played.measure(plays);
    said.println("storage …");
    StorageCosts storing = StorageCosts.measure(place, played.genesis(), played.blocks(), plays);
    said.println("messages …");
    DecodingCosts reading = DecodingCosts.measure(rounds, ROUNDS / divisor, played);
    said.println("connections …");
    ConnectionCosts connections = ConnectionCosts.measure(place, ROUNDS / divisor);
    said.println("disk …");
    FsyncCosts forces = FsyncCosts.measure(place, FORCES / divisor);
    said.println("waking …");
    WakeupCosts waking = WakeupCosts.measure(place, dataset, plays, divisor);
    said.println("checkpoints …");
    CheckpointCosts checkpoints = CheckpointCosts.measure(played, plays);
    return new Calibration(
        signatures,
        replicas,
        storing,
        reading,
        connections,
        forces,
        waking,
        checkpoints,
        Runtime.getRuntime().availableProcessors());
  }

  private List<String> heading(double loadBefore) {
    return List.of(
        "Measured by: medchain calibrate"
            + (c1 ? " --c1" : "")
            + (quick ? " --quick" : "")
            + " ("
            + Runtime.version()
            + ")",
        String.format(
            Locale.ROOT,
            "%s, %d processors, %s; load average %.1f before, %.1f after; µs of processor time",
            System.getProperty("os.name"),
            Runtime.getRuntime().availableProcessors(),
            Instant.now().truncatedTo(ChronoUnit.SECONDS),
            loadBefore,
            load()));
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

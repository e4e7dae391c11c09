package org.medchain.day.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;
import org.medchain.client.identity.IdentitiesFolder;
import org.medchain.cluster.ClusterSelection;
import org.medchain.cluster.LocalCluster;
import org.medchain.cluster.OwnedCluster;
import org.medchain.cluster.lifetime.TemporaryFolder;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ClusterPlan;
import org.medchain.comparison.workload.DatasetException;
import org.medchain.comparison.workload.DayPlan;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.contract.Genesis;
import org.medchain.data.metadata.MetadataForm;
import org.medchain.experiments.Subcommand;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.results.OutputPath;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code medchain load} (PROC-24). */
@Command(name = "load", mixinStandardHelpOptions = true, resourceBundle = "org.medchain.day.help")
public final class LoadCommand implements Subcommand {
  private static final Duration START = Duration.ofMinutes(3);
  private static final List<String> SMALL_HEAP = List.of("-Xmx256m");
  private static final String SAMPLE = "datasets/synthea-sample";
  private static final String SIZES = "datasets/image-sizes/image-sizes.csv";

  @Option(names = "--folder", paramLabel = "DIR")
  private Path folder;

  @Option(names = "--dataset", paramLabel = "PATH")
  private Path dataset;

  @Option(names = "--records", paramLabel = "N", defaultValue = "40")
  private int records;

  @Option(names = "--duration", paramLabel = "TIME", defaultValue = "60s")
  private String duration;

  @Option(names = "--seed", paramLabel = "N", defaultValue = "1")
  private long seed;

  @Option(names = "--workers", paramLabel = "N", defaultValue = "8")
  private int workers;

  @Option(names = "--sessions", paramLabel = "N", defaultValue = "24")
  private int sessions;

  @Option(names = "--max-file", paramLabel = "BYTES", defaultValue = "262144")
  private long maxFile;

  @Option(names = "--check", paramLabel = "N", defaultValue = "10")
  private int checks;

  @Option(names = "--nodes", paramLabel = "N", defaultValue = "4")
  private int nodes;

  @Option(names = "--metadata", paramLabel = "FORM", defaultValue = "sealed")
  private String metadata;

  @Option(names = "--join")
  private boolean join;

  @Option(names = "--out", paramLabel = "DIR")
  private Path out;

  @Spec private CommandSpec spec;

  public LoadCommand() {}

  @Override
  public Integer call() throws UserInputException, InterruptedException {
    requireOptions();
    Duration length = length(duration);
    try {
      Optional<ClusterFolder> given = given();
      ImageSizes sizes = ImageSizes.read(home().resolve(SIZES));
      DayPlan plan = DayPlan.of(SyntheticRecords.read(place()), records, length.toNanos(), seed);
      print(
          "%s visits, %s steps in %s"
              .formatted(plan.visits().size(), plan.steps().size(), duration));
      try (TemporaryFolder own = TemporaryFolder.create(ClusterSelection.clusters(), "load-")) {
        // Of a given cluster its ledger alone keeps something: what was ordered.
        return given.isEmpty()
            ? onOwnCluster(plan, sizes, own.path())
            : play(plan, sizes, given.get(), own.path());
      }
    } catch (DatasetException e) {
      throw new UserInputException("--dataset: " + e.getMessage());
    } catch (IOException e) {
      // What happens during the day and after it is in the report.
      throw new UserInputException("load: " + e.getMessage());
    }
  }

  private void requireOptions() throws UserInputException {
    requireAtLeast("--records", records, 1);
    requireAtLeast("--workers", workers, 1);
    requireAtLeast("--max-file", maxFile, 1);
    requireAtLeast("--check", checks, 0);
    requireAtLeast("--nodes", nodes, 4);
    if (sessions < workers) {
      throw wrong("--sessions must be --workers or more: each step has its own session");
    }
    if (!metadata.equals("sealed") && !metadata.equals("clear")) {
      throw wrong("--metadata must be sealed or clear, not '" + metadata + "'");
    }
    if (folder != null) {
      requireOwnCluster();
    }
    if (out != null) {
      new OutputPath(out).requireFolder();
    }
  }

  /** The cluster of {@code --folder}, whose files are whole. */
  private Optional<ClusterFolder> given() throws UserInputException, IOException {
    if (folder == null) {
      return Optional.empty();
    }
    ClusterFolder files = ClusterFolder.existing(folder);
    Genesis unused = files.genesis();
    return Optional.of(files);
  }

  private void requireAtLeast(String option, long value, long least) {
    if (value < least) {
      throw wrong(option + " must be " + least + " or more, not " + value);
    }
  }

  /** A cluster that runs already has its nodes and its form of metadata. */
  private void requireOwnCluster() {
    if (join) {
      throw wrong("--join is for a separate cluster; with --folder: cluster join");
    }
    for (String option : List.of("--nodes", "--metadata")) {
      if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
        throw wrong(option + " is for a separate cluster; the one of --folder is as it is");
      }
    }
  }

  private ParameterException wrong(String what) {
    return new ParameterException(spec.commandLine(), what);
  }

  private Duration length(String text) {
    if (!text.matches("[1-9][0-9]{0,5}[smh]")) {
      throw wrong("--duration must be like 60s, 5m or 24h, not '" + text + "'");
    }
    return Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
  }

  private static Path home() {
    return Path.of(System.getProperty("medchain.home", ""));
  }

  private Path place() {
    return dataset == null ? home().resolve(SAMPLE) : dataset;
  }

  private int onOwnCluster(DayPlan plan, ImageSizes sizes, Path place)
      throws UserInputException, IOException, InterruptedException {
    MetadataForm form = metadata.equals("clear") ? MetadataForm.CLEAR : MetadataForm.SEALED;
    ClusterFolder files =
        ClusterFolder.create(
            place.resolve("cluster"),
            ClusterPlan.of(nodes).with(form).withHospitals().withClients(0).withJvm(SMALL_HEAP));
    try (OwnedCluster processes = new OwnedCluster(LocalCluster.of(files.folder()))) {
      processes.startAll(START);
      print("a center and " + nodes + " nodes are ready, with " + metadata + " metadata");
      return play(plan, sizes, files, place);
    }
  }

  private int play(DayPlan plan, ImageSizes sizes, ClusterFolder cluster, Path place)
      throws UserInputException, IOException, InterruptedException {
    NodeBytes before = NodeBytes.of(cluster);
    LoadOutcome result;
    IdentitiesFolder identities = new IdentitiesFolder(place.resolve("identities"));
    try (SessionPool open = new SessionPool(sessions);
        LoadPeople people = new LoadPeople(cluster, identities, open)) {
      Path plain = Files.createDirectory(place.resolve("plain"));
      int steps = plan.steps().size();
      LongConsumer told =
          done -> {
            if (done * 10 / steps > (done - 1) * 10 / steps) {
              print(done + " of " + steps + " steps");
            }
          };
      StepWork work =
          new StepWork(plan, seed, maxFile, sizes, people, plain, new ConcurrentHashMap<>());
      result = new LoadRun(workers, checks, open, work, told).run();
    }
    LoadReport report = new LoadReport(result, growth(cluster, before));
    report.lines().forEach(this::print);
    if (out != null) {
      report.write(out);
    }
    boolean joined = !join || joins(cluster, result.records().broke());
    return result.isComplete() && joined ? 0 : 1;
  }

  /** A disk that cannot be read any more has no figure, and costs no other one. */
  private static DiskGrowth growth(ClusterFolder cluster, NodeBytes before) {
    try {
      return NodeBytes.of(cluster).since(before);
    } catch (IOException e) {
      return new DiskGrowth(Map.of(), 0, before.all());
    }
  }

  /** After the report: what a further node does must not cost the day's figures. */
  private boolean joins(ClusterFolder cluster, boolean broken) throws InterruptedException {
    String why = "the cluster gave no answers";
    if (!broken) {
      try {
        double seconds = FurtherNode.joinSeconds(cluster);
        print(String.format(Locale.ROOT, "a further node took part after %.1f s", seconds));
        return true;
      } catch (UserInputException | IOException e) {
        why = e.getMessage();
      }
    }
    print("a further node did not take part: " + why);
    return false;
  }

  private void print(String line) {
    spec.commandLine().getOut().println(line);
    spec.commandLine().getOut().flush();
  }
}

package org.medchain.day.load;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
import org.medchain.experiments.execution.Terminal;
import org.medchain.experiments.results.OutputPath;
import org.medchain.experiments.running.TerminalBar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code medchain load} (PROC-24). */
@Command(
    name = "load",
    description = {
      "A day of records on a cluster: patients and doctors of a dataset register, upload the "
          + "records of their visits with sealed files, attest, grant, read and look up, at the "
          + "times of the visits, whether or not earlier steps are done; then all of it has to be "
          + "there.",
      "Without --folder on a cluster of its own, of which nothing stays, however it ends."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit codes: 0 nothing was lost; 1 a step had no answer, or a record or file is missing or "
          + "could not be checked; 2 an option, the dataset or the cluster cannot be used."
    })
public final class LoadCommand implements Subcommand {
  private static final Duration START = Duration.ofMinutes(3);
  private static final List<String> SMALL_HEAP = List.of("-Xmx256m");
  private static final String SAMPLE = "datasets/synthea-sample";
  private static final String SIZES = "datasets/image-sizes/image-sizes.csv";

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = "Folder of a running cluster with hospitals; one of its own unless given.")
  private Path folder;

  @Option(
      names = "--dataset",
      paramLabel = "PATH",
      description = {
        "A folder with records.ndjson, or with FHIR R4 bundles (.json), or one bundle;",
        SAMPLE + " unless given."
      })
  private Path dataset;

  @Option(
      names = "--records",
      paramLabel = "N",
      defaultValue = "40",
      description = "Visits of the day, with a record each; ${DEFAULT-VALUE} unless given.")
  private int records;

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      defaultValue = "60s",
      description = "How long the day lasts, as 60s, 5m or 24h; ${DEFAULT-VALUE} unless given.")
  private String duration;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of which visits, who reads, and file contents; ${DEFAULT-VALUE} unless given.")
  private long seed;

  @Option(
      names = "--workers",
      paramLabel = "N",
      defaultValue = "8",
      description = "Steps at a time; ${DEFAULT-VALUE} unless given.")
  private int workers;

  @Option(
      names = "--sessions",
      paramLabel = "N",
      defaultValue = "24",
      description = {
        "Identities that are connected at a time, each to all nodes; ${DEFAULT-VALUE} unless "
            + "given."
      })
  private int sessions;

  @Option(
      names = "--max-file",
      paramLabel = "BYTES",
      defaultValue = "262144",
      description = "Larger files are cut to this; ${DEFAULT-VALUE} unless given.")
  private long maxFile;

  @Option(
      names = "--check",
      paramLabel = "N",
      defaultValue = "10",
      description = "Files that are read back after the day; ${DEFAULT-VALUE} unless given.")
  private int checks;

  @Option(
      names = "--nodes",
      paramLabel = "N",
      defaultValue = "4",
      description = "Of a cluster of its own; ${DEFAULT-VALUE} unless given.")
  private int nodes;

  @Option(
      names = "--metadata",
      paramLabel = "FORM",
      defaultValue = "sealed",
      description = "Of a cluster of its own: sealed, or clear; ${DEFAULT-VALUE} unless given.")
  private String metadata;

  @Option(
      names = "--join",
      description = "Of a cluster of its own: a further node joins after the day, and is timed.")
  private boolean join;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "For latency.hlog, steps.csv and growth.csv; no files unless given.")
  private Path out;

  @Spec private CommandSpec spec;

  public LoadCommand() {}

  @Override
  public Integer call() throws UserInputException, InterruptedException {
    LoadSettings settings = settings();
    try {
      Optional<ClusterFolder> given = given();
      ImageSizes sizes = ImageSizes.read(settings.imageSizes());
      DayPlan plan =
          DayPlan.of(
              SyntheticRecords.read(place()),
              settings.records(),
              settings.duration().toNanos(),
              settings.seed());
      print(
          "%s visits, %s steps in %s"
              .formatted(plan.visits().size(), plan.steps().size(), duration));
      try (TemporaryFolder own = TemporaryFolder.create(ClusterSelection.clusters(), "load-")) {
        // Of a given cluster its ledger alone keeps something: what was ordered.
        return given.isEmpty()
            ? onOwnCluster(plan, settings, sizes, own.path())
            : play(plan, settings, sizes, given.get(), own.path());
      }
    } catch (DatasetException e) {
      throw new UserInputException("--dataset: " + e.getMessage());
    } catch (IOException e) {
      // What happens during the day and after it is in the report.
      throw new UserInputException("load: " + e.getMessage());
    }
  }

  private LoadSettings settings() throws UserInputException {
    requireAtLeast("--records", records, 1);
    requireAtLeast("--workers", workers, 1);
    requireAtLeast("--max-file", maxFile, 1);
    requireAtLeast("--check", checks, 0);
    requireAtLeast("--nodes", nodes, 4);
    if (sessions < workers) {
      throw wrong("--sessions must be --workers or more: a step has a session of its own");
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
    return new LoadSettings(
        records, length(duration), seed, workers, sessions, maxFile, checks, home().resolve(SIZES));
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
      throw wrong("--join is for a cluster of its own; with --folder: cluster join");
    }
    for (String option : List.of("--nodes", "--metadata")) {
      if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
        throw wrong(option + " is for a cluster of its own; the one of --folder is as it is");
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
    long count = Long.parseLong(text.substring(0, text.length() - 1));
    return switch (text.charAt(text.length() - 1)) {
      case 's' -> Duration.ofSeconds(count);
      case 'm' -> Duration.ofMinutes(count);
      default -> Duration.ofHours(count);
    };
  }

  private static Path home() {
    return Path.of(System.getProperty("medchain.home", ""));
  }

  private Path place() {
    return dataset == null ? home().resolve(SAMPLE) : dataset;
  }

  private int onOwnCluster(DayPlan plan, LoadSettings settings, ImageSizes sizes, Path place)
      throws UserInputException, IOException, InterruptedException {
    MetadataForm form = metadata.equals("clear") ? MetadataForm.CLEAR : MetadataForm.SEALED;
    ClusterFolder files =
        ClusterFolder.create(
            place.resolve("cluster"),
            ClusterPlan.of(nodes).with(form).withHospitals().withClients(0).withJvm(SMALL_HEAP));
    try (OwnedCluster processes = new OwnedCluster(LocalCluster.of(files.folder()))) {
      for (LocalCluster.ClusterMember each : processes.cluster().members().reversed()) {
        processes.start(each);
      }
      processes.cluster().awaitReady(START, state -> {});
      print("a center and " + nodes + " nodes are ready, with " + metadata + " metadata");
      return play(plan, settings, sizes, files, place);
    }
  }

  private int play(
      DayPlan plan, LoadSettings settings, ImageSizes sizes, ClusterFolder cluster, Path place)
      throws UserInputException, IOException, InterruptedException {
    NodeBytes before = NodeBytes.of(cluster);
    LoadOutcome result;
    IdentitiesFolder identities = new IdentitiesFolder(place.resolve("identities"));
    try (SessionPool open = new SessionPool(settings.sessions());
        LoadPeople people = new LoadPeople(cluster, identities, open)) {
      StepWork work =
          new StepWork(
              plan, settings, sizes, people, Files.createDirectory(place.resolve("plain")));
      result = played(plan, settings, open, people, work);
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

  private LoadOutcome played(
      DayPlan plan, LoadSettings settings, SessionPool open, LoadPeople people, StepWork work)
      throws UserInputException, IOException, InterruptedException {
    int steps = plan.steps().size();
    Optional<TerminalBar> bar = Terminal.onStderr() ? Optional.of(bar(steps)) : Optional.empty();
    LongConsumer told =
        done -> {
          bar.ifPresent(each -> each.stepTo(done));
          if (bar.isEmpty() && done * 10 / steps > (done - 1) * 10 / steps) {
            print(done + " of " + steps + " steps");
          }
        };
    try {
      return new LoadRun(plan, settings, open, people, work, told).run();
    } finally {
      bar.ifPresent(TerminalBar::clear);
    }
  }

  private TerminalBar bar(int steps) {
    PrintWriter err = spec.commandLine().getErr();
    return new TerminalBar(
        text -> {
          err.print(text);
          err.flush();
        },
        steps,
        79,
        seconds -> String.format(Locale.ROOT, "%.0f s of %s", seconds, duration));
  }

  private void print(String line) {
    spec.commandLine().getOut().println(line);
    spec.commandLine().getOut().flush();
  }
}

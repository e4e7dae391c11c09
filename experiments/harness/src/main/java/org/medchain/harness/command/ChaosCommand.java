package org.medchain.harness.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.medchain.cluster.lifetime.FolderJanitor;
import org.medchain.experiments.Subcommand;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.execution.Terminal;
import org.medchain.harness.cluster.ClusterHost;
import org.medchain.harness.cluster.NodeBuilds;
import org.medchain.harness.config.HarnessConfig;
import org.medchain.harness.config.HarnessConfigFile;
import org.medchain.harness.host.HarnessHost;
import org.medchain.harness.judge.Judgement;
import org.medchain.harness.night.Night;
import org.medchain.harness.night.NightLength;
import org.medchain.harness.night.StopRequest;
import org.medchain.harness.plan.NemesisKind;
import org.medchain.harness.result.FinishedTest;
import org.medchain.harness.result.TestFolder;
import org.medchain.harness.result.TestProvenance;
import org.medchain.harness.run.CallCounts;
import org.medchain.harness.session.PlannedTest;
import org.medchain.harness.session.RunDisplay;
import org.medchain.harness.session.TestSession;
import org.medchain.harness.simulated.SimulatedHost;
import org.medchain.history.check.HistoryVerdict;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * The command {@code medchain chaos}: one test of the fault harness (FAULT-1), or a night of it.
 */
@Command(
    name = "chaos",
    description = {
      "Loads a cluster while faults happen to it, heals it, and judges what clients saw.",
      "The results are in results/runs/chaos/<name>-<host>-<seed>/; begin with index.html."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeOnExecutionException = 3,
    footer = {
      "",
      "To begin with: experiments/medchain chaos experiments/faults/register.yaml",
      "Over night:    experiments/medchain chaos --nightly --host both --until 07:00",
      "A table:       experiments/medchain chaos --nightly --host cluster --runs 30 --time-limit"
          + " 60s",
      "A night ends after the present run at the first Ctrl-C, at once at the second.",
      "Exit codes: 0 valid; 1 invalid, or a run of a night failed; 2 the command or the config is",
      "not as it should be; 3 unknown: nothing was shown, a budget ran out, or it broke down."
    })
public final class ChaosCommand implements Subcommand {
  /** A run of the simulation takes seconds, one of processes a minute or two. */
  private static final Map<String, Integer> SHRINK_RUNS = Map.of("simulation", 60, "cluster", 8);

  private final Clock clock = Clock.systemUTC();

  @Spec private CommandSpec spec;

  @Parameters(arity = "0..1", paramLabel = "CONFIG", description = "The YAML file of a test.")
  private Optional<Path> config = Optional.empty();

  @Option(
      names = "--host",
      paramLabel = "HOST",
      description =
          "simulation or cluster, in place of the config's; for a night also both, which share"
              + " the time.")
  private Optional<String> host = Optional.empty();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "In place of the config's seed; for a night of all its draws.")
  private Optional<Long> seed = Optional.empty();

  @Option(
      names = "--time-limit",
      paramLabel = "TIME",
      description =
          "How long the load lasts, e.g. 60s or 5m; in place of the config's, or of a night's"
              + " draws.")
  private Optional<String> limit = Optional.empty();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "For the results; results/runs/chaos unless given.")
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--messages",
      paramLabel = "TIME",
      description = "Draws the messages around this time of the load, e.g. 12.3s (simulation).")
  private Optional<String> messages = Optional.empty();

  @Option(
      names = "--next-version",
      paramLabel = "FOLDER",
      description =
          "Jars or classes of another build, to which rolling-upgrade changes the nodes (cluster).")
  private Optional<Path> nextVersion = Optional.empty();

  @Option(names = "--keep", description = "Keeps the nodes' stores, also after a valid run.")
  private boolean keep;

  @Option(
      names = "--nightly",
      description =
          "Draws workloads, settings, seeds and faults and runs them until it is stopped. Keeps the"
              + " folders of failures and the smallest plans that fail; sums up in summary.html.")
  private boolean nightly;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      description = "When a night's last run begins at the latest: 8h from now, or at 07:00.")
  private Optional<String> until = Optional.empty();

  @Option(
      names = "--runs",
      paramLabel = "N",
      description =
          "How many runs a night has, dealt out evenly over hosts and workloads; each kind of fault"
              + " happens at least once if there is time for it.")
  private Optional<Integer> runs = Optional.empty();

  public ChaosCommand() {}

  @Override
  public Integer call() throws UserInputException, InterruptedException {
    requireOnlyItsOptions();
    try {
      return nightly ? night() : single();
    } catch (IOException e) {
      spec.commandLine().getErr().println(spec.qualifiedName() + ": " + e.getMessage());
      return 3;
    }
  }

  private void requireOnlyItsOptions() {
    boolean isSingle = messages.isPresent() || keep || config.isPresent();
    if (nightly && isSingle) {
      throw wrong(
          "--nightly draws all by itself; with it only --host, --seed, --until, --runs,"
              + " --time-limit and --out");
    }
    if (!nightly && (until.isPresent() || runs.isPresent())) {
      throw wrong("--until and --runs are a night's; add --nightly, or use --time-limit");
    }
    if (runs.orElse(1) < 1) {
      throw wrong("--runs is " + runs.get() + "; allowed: 1 …");
    }
    if (!nightly && config.isEmpty()) {
      throw wrong("CONFIG or --nightly is missing");
    }
    if (nextVersion.filter(each -> !Files.isDirectory(each)).isPresent()) {
      throw wrong("--next-version is " + nextVersion.get() + ", which is no folder");
    }
    if (seed.orElse(0L) < 0) {
      throw wrong("--seed is " + seed.get() + "; allowed: 0 …");
    }
  }

  /** Only processes run another build's classes. */
  private void requireProcesses(List<HarnessHost> hosts) {
    if (nextVersion.isPresent() && hosts.stream().noneMatch(ClusterHost.class::isInstance)) {
      throw wrong("--next-version is for processes; add --host cluster");
    }
  }

  private ParameterException wrong(String what) {
    return new ParameterException(spec.commandLine(), what);
  }

  private void say(String line) {
    PrintWriter to = spec.commandLine().getOut();
    to.println(line);
    to.flush();
  }

  private int single() throws UserInputException, IOException, InterruptedException {
    HarnessConfig test = readConfig();
    HarnessHost where = host(test.host(), "simulation, cluster");
    requireProcesses(List.of(where));
    PlannedTest planned = planned(test, where);
    TestFolder folder =
        TestFolder.create(out.orElse(home().resolve("results/runs/chaos")), planned.config());
    say("in " + folder.path());
    Judgement judgement = run(planned, where, folder);
    TestFolder.lines(judgement).forEach(this::say);
    say("to read: " + folder.path().resolve("index.html"));
    return switch (judgement.verdict()) {
      case VALID -> 0;
      case INVALID -> 1;
      case UNKNOWN -> 3;
    };
  }

  private static Path home() {
    return Path.of(System.getProperty("medchain.home", ""));
  }

  private HarnessConfig readConfig() throws UserInputException {
    Path file = config.orElseThrow();
    if (!Files.isRegularFile(file)) {
      throw new UserInputException(file + ": there is no such file");
    }
    HarnessConfig read = HarnessConfigFile.read(file);
    double limitS = limitS().orElse(read.timeLimitS());
    return read.with(host.orElse(read.host()), seed.orElse(read.seed()), limitS);
  }

  private OptionalDouble limitS() {
    return limit
        .map(text -> OptionalDouble.of(seconds("--time-limit", text)))
        .orElse(OptionalDouble.empty());
  }

  private double seconds(String option, String text) {
    return NightEnd.seconds(text)
        .orElseThrow(() -> wrong(option + " is '" + text + "'; allowed: 60s, 5m, 8h and the like"));
  }

  private List<HarnessHost> hosts() {
    NodeBuilds builds = nextVersion.map(NodeBuilds.THIS::withNext).orElse(NodeBuilds.THIS);
    return List.of(new SimulatedHost(), new ClusterHost(builds));
  }

  private HarnessHost host(String name, String allowed) {
    return hosts().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(() -> wrong("--host is '" + name + "'; allowed: " + allowed));
  }

  /** What a host cannot do is said, and left out. */
  private PlannedTest planned(HarnessConfig test, HarnessHost where) {
    PlannedTest planned = PlannedTest.of(test, where);
    for (NemesisKind each : planned.skipped()) {
      say("skipped: " + each.word() + " (" + where.obstacle(each).orElseThrow() + ")");
    }
    if (!planned.skipped().isEmpty()) {
      say(planned.skipped().size() + " kinds of faults are skipped on host " + where.name());
    }
    return planned;
  }

  private Judgement run(PlannedTest test, HarnessHost where, TestFolder folder)
      throws IOException, InterruptedException {
    TestSession session = new TestSession(where, clock);
    CallCounts counts = new CallCounts();
    // Without a verdict nobody needs the stores, and they are large.
    FolderJanitor unneeded = new FolderJanitor(TestSession.stores(folder.path()));
    try {
      FinishedTest finished;
      try (RunDisplay display = display(true).begin(test.config(), counts)) {
        finished = session.run(test, folder.path(), display::say, counts);
      }
      folder.write(session.withMessages(finished, messagesNs(), folder.path()), provenance());
      if (finished.judgement().verdict() == HistoryVerdict.VALID && !keep) {
        TestSession.removeStores(folder.path());
      }
      return finished.judgement();
    } finally {
      unneeded.close();
    }
  }

  /**
   * A line that is written over again on a terminal.
   *
   * @param inLines whether elsewhere each thing that happens is a line
   */
  private RunDisplay.Factory display(boolean inLines) {
    if (Terminal.onStderr()) {
      PrintWriter to = spec.commandLine().getErr();
      return (test, counts) -> new TerminalDisplay(to, test, counts);
    }
    return (test, counts) -> inLines ? new LineDisplay(this::say) : RunDisplay.NONE;
  }

  private OptionalLong messagesNs() {
    return messages
        .map(text -> OptionalLong.of(Math.round(seconds("--messages", text) * 1e9)))
        .orElse(OptionalLong.empty());
  }

  private TestProvenance provenance() {
    String line = String.join(" ", spec.root().commandLine().getParseResult().originalArgs());
    return TestProvenance.of("medchain " + line, home());
  }

  private int night() throws IOException, InterruptedException {
    Instant now = clock.instant();
    String wanted = host.orElse("simulation");
    List<HarnessHost> hosts =
        wanted.equals("both") ? hosts() : List.of(host(wanted, "simulation, cluster, both"));
    requireProcesses(hosts);
    Optional<Instant> end = until.map(text -> end(text, now));
    OptionalInt count = runs.map(OptionalInt::of).orElse(OptionalInt.empty());
    long drawn = seed.orElse(now.toEpochMilli());
    Path folder =
        out.orElse(home().resolve("results/runs/chaos/night-" + drawn))
            .toAbsolutePath()
            .normalize();
    say("in " + folder + ", seed " + drawn + end.map(each -> ", until " + each).orElse(""));
    StopRequest stop = new StopRequest();
    stop.onInterrupt(() -> say("ends after this run; Ctrl-C again ends it at once"));
    int failures =
        new Night(
                new Night.Settings(
                    hosts,
                    drawn,
                    new NightLength(end, count, limitS()),
                    SHRINK_RUNS,
                    folder,
                    clock),
                provenance(),
                stop,
                display(false),
                this::say)
            .run();
    say("to read: " + folder.resolve("summary.html"));
    return failures == 0 ? 0 : 1;
  }

  private Instant end(String text, Instant now) {
    return NightEnd.parse(text, now, ZoneId.systemDefault())
        .orElseThrow(
            () -> wrong("--until is '" + text + "'; allowed: 8h, 30m, 07:00 and the like"));
  }
}

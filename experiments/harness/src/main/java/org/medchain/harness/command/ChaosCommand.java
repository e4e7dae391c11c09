package org.medchain.harness.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.medchain.experiments.Subcommand;
import org.medchain.experiments.config.UserInputException;
import org.medchain.harness.cluster.ClusterHost;
import org.medchain.harness.config.HarnessConfig;
import org.medchain.harness.config.HarnessConfigFile;
import org.medchain.harness.host.HarnessHost;
import org.medchain.harness.judge.Judgement;
import org.medchain.harness.plan.FaultKind;
import org.medchain.harness.result.FinishedTest;
import org.medchain.harness.result.TestFolder;
import org.medchain.harness.result.TestProvenance;
import org.medchain.harness.run.CallCounts;
import org.medchain.harness.session.PlannedTest;
import org.medchain.harness.session.TestSession;
import org.medchain.harness.simulated.SimulatedHost;
import org.medchain.history.check.HistoryVerdict;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code medchain chaos}: one test of the fault harness (FAULT-1). */
@Command(
    name = "chaos",
    description = {
      "Loads a cluster while faults happen to it, heals it, and judges what clients saw.",
      "The results are in results/runs/chaos/<name>-<host>-<seed>/."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "To begin with: experiments/medchain chaos experiments/faults/register.yaml",
      "Exit codes: 0 valid; 1 invalid; 2 the command or the config is not as it should be;",
      "3 unknown: nothing was shown, or a budget ran out."
    })
public final class ChaosCommand implements Subcommand {
  private static final Pattern TIME = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(s|m|h)");
  private static final List<HarnessHost> HOSTS = List.of(new SimulatedHost(), new ClusterHost());

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "CONFIG", description = "The YAML file.")
  private Path config;

  @Option(
      names = "--host",
      paramLabel = "HOST",
      description = "simulation or cluster, in place of the config's.")
  private Optional<String> host = Optional.empty();

  @Option(names = "--seed", paramLabel = "N", description = "In place of the config's seed.")
  private Optional<Long> seed = Optional.empty();

  @Option(
      names = "--time-limit",
      paramLabel = "TIME",
      description = "How long the load lasts, e.g. 60s or 5m; in place of the config's.")
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

  @Option(names = "--keep", description = "Keeps the nodes' stores, also after a valid run.")
  private boolean keep;

  /** For the service loader. */
  public ChaosCommand() {}

  @Override
  public Integer call() throws UserInputException, InterruptedException {
    HarnessConfig test = config();
    HarnessHost where = host(test.host());
    PlannedTest planned = planned(test, where);
    try {
      Path home = Path.of(System.getProperty("medchain.home", ""));
      TestFolder folder =
          TestFolder.create(out.orElse(home.resolve("results/runs/chaos")), planned.config());
      say("in " + folder.path());
      Judgement judgement = run(planned, where, home, folder);
      TestFolder.lines(judgement).forEach(this::say);
      say("to read: " + folder.path().resolve("index.html"));
      return switch (judgement.verdict()) {
        case VALID -> 0;
        case INVALID -> 1;
        case UNKNOWN -> 3;
      };
    } catch (IOException e) {
      spec.commandLine().getErr().println(spec.qualifiedName() + ": " + e.getMessage());
      return 3;
    }
  }

  private void say(String line) {
    PrintWriter to = spec.commandLine().getOut();
    to.println(line);
    to.flush();
  }

  private HarnessConfig config() throws UserInputException {
    if (!Files.isRegularFile(config)) {
      throw new UserInputException(config + ": there is no such file");
    }
    HarnessConfig read = HarnessConfigFile.read(config);
    long wantedSeed = seed.orElse(read.seed());
    if (wantedSeed < 0) {
      throw new ParameterException(
          spec.commandLine(), "--seed is " + wantedSeed + "; allowed: 0 …");
    }
    double limitS = limit.map(text -> seconds("--time-limit", text)).orElse(read.timeLimitS());
    return read.with(host.orElse(read.host()), wantedSeed, limitS);
  }

  private double seconds(String option, String text) {
    Matcher matcher = TIME.matcher(text);
    if (!matcher.matches()) {
      throw new ParameterException(
          spec.commandLine(), option + " is '" + text + "'; allowed: 60s, 5m, 8h and the like");
    }
    double number = Double.parseDouble(matcher.group(1));
    return switch (matcher.group(2)) {
      case "h" -> 3600 * number;
      case "m" -> 60 * number;
      default -> number;
    };
  }

  private HarnessHost host(String name) {
    return HOSTS.stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(), "--host is '" + name + "'; allowed: simulation, cluster"));
  }

  /** What a host cannot do is said, and left out. */
  private PlannedTest planned(HarnessConfig test, HarnessHost where) {
    PlannedTest planned = PlannedTest.of(test, where);
    for (FaultKind each : planned.skipped()) {
      say("skipped: " + each.word() + " (" + where.obstacle(each).orElseThrow() + ")");
    }
    if (!planned.skipped().isEmpty()) {
      say(planned.skipped().size() + " kinds of faults are skipped on host " + where.name());
    }
    return planned;
  }

  private Judgement run(PlannedTest test, HarnessHost where, Path home, TestFolder folder)
      throws IOException, InterruptedException {
    TestSession session = new TestSession(where, Clock.systemUTC());
    FinishedTest finished =
        session.run(test, folder.path(), what -> say("  " + what), new CallCounts());
    folder.write(
        session.withMessages(finished, messagesNs(), folder.path()),
        TestProvenance.of(commandLine(), home));
    if (finished.judgement().verdict() == HistoryVerdict.VALID && !keep) {
      TestSession.removeStores(folder.path());
    }
    return finished.judgement();
  }

  private OptionalLong messagesNs() {
    return messages
        .map(text -> OptionalLong.of(Math.round(seconds("--messages", text) * 1e9)))
        .orElse(OptionalLong.empty());
  }

  private String commandLine() {
    return "medchain "
        + String.join(" ", spec.root().commandLine().getParseResult().originalArgs());
  }
}

package org.medchain.harness.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.medchain.experiments.Subcommand;
import org.medchain.experiments.config.UserInputException;
import org.medchain.harness.cluster.ClusterHost;
import org.medchain.harness.config.HarnessConfig;
import org.medchain.harness.config.HarnessConfigFile;
import org.medchain.harness.host.HarnessHost;
import org.medchain.harness.host.HarnessTest;
import org.medchain.harness.host.HostOutcome;
import org.medchain.harness.judge.Judgement;
import org.medchain.harness.plan.FaultEvent;
import org.medchain.harness.plan.FaultKind;
import org.medchain.harness.plan.FaultPlanner;
import org.medchain.harness.result.TestFolder;
import org.medchain.harness.simulated.SimulatedHost;
import org.medchain.harness.workload.Workloads;
import org.medchain.simulation.model.RandomStreams;
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

  /** For the service loader. */
  public ChaosCommand() {}

  @Override
  public Integer call() throws UserInputException, InterruptedException {
    HarnessConfig test = config();
    HarnessHost where = host(test.host());
    HarnessConfig planned = planned(test, where);
    try {
      Path home = Path.of(System.getProperty("medchain.home", ""));
      TestFolder folder =
          TestFolder.create(out.orElse(home.resolve("results/runs/chaos")), planned);
      say("in " + folder.path());
      Judgement judgement = run(planned, where, folder);
      folder.write(judgement).forEach(this::say);
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
    double limitS = limit.map(this::seconds).orElse(read.timeLimitS());
    return read.with(host.orElse(read.host()), wantedSeed, limitS);
  }

  private double seconds(String text) {
    Matcher matcher = TIME.matcher(text);
    if (!matcher.matches()) {
      throw new ParameterException(
          spec.commandLine(), "--time-limit is '" + text + "'; allowed: 60s, 5m, 8h and the like");
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
  private HarnessConfig planned(HarnessConfig test, HarnessHost where) {
    List<FaultKind> asked = test.faults().orElse(List.of(FaultKind.values()));
    List<FaultKind> possible =
        asked.stream().filter(each -> where.obstacle(each).isEmpty()).toList();
    List<FaultEvent> plan =
        test.plan()
            .orElseGet(
                () ->
                    new FaultPlanner(
                            possible,
                            test.nodes(),
                            new RandomStreams(test.seed()).stream("harness-plan", 0))
                        .plan(test.timeLimitS(), test.faultGapS()));
    long skipped = 0;
    for (FaultKind kind : FaultKind.values()) {
      boolean wanted =
          test.faults().map(all -> all.contains(kind)).orElse(false)
              || test.plan().map(all -> all.stream().anyMatch(f -> f.kind() == kind)).orElse(false);
      if (wanted && where.obstacle(kind).isPresent()) {
        skipped++;
        say("skipped: " + kind.word() + " (" + where.obstacle(kind).get() + ")");
      }
    }
    if (skipped > 0) {
      say(skipped + " kinds of faults are skipped on host " + where.name());
    }
    return test.with(plan.stream().filter(each -> where.obstacle(each.kind()).isEmpty()).toList());
  }

  private Judgement run(HarnessConfig test, HarnessHost where, TestFolder folder)
      throws IOException, InterruptedException {
    Consumer<String> progress = what -> say("  " + what);
    HostOutcome outcome =
        where.run(
            new HarnessTest(
                test.seed(),
                test.nodes(),
                Workloads.of(test.workload()).orElseThrow(),
                test.settings(),
                test.plan().orElseThrow(),
                folder.path(),
                progress));
    return Judgement.of(outcome);
  }
}

package org.medchain.paper.golden;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.medchain.experiments.Medchain;
import org.medchain.experiments.Subcommand;
import org.medchain.experiments.config.UserInputException;
import org.medchain.launcher.SpellingSuggestion;
import org.medchain.paper.golden.GoldenExecution.GoldenEnd;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs commands whose output is known, and compares (CLAIM-10). */
@Command(
    name = "verify-artifact",
    description = {
      "Runs the commands of paper/golden/commands.yaml one after the other and "
          + "compares what they print and write with committed files, byte for byte.",
      "All of them take less than ten minutes on two cores."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Medchain.MedchainVersion.class,
    sortOptions = false,
    footer = {
      "",
      "Exit codes: 0 all is as committed; 1 something differs; 2 the command or the list is not "
          + "as it should be."
    })
public final class VerifyArtifactCommand implements Subcommand {
  private static final int FAILED = 1;
  private static final int LAST_LINES = 5;
  private static final double NANOS = 1e9;
  private static final Path GOLDEN = Path.of("paper", "golden");

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "NAME", arity = "0..*", description = "Only these.")
  private List<String> names = List.of();

  @Option(names = "--list", description = "Only lists them, and what each shows.")
  private boolean list;

  @Option(
      names = "--write",
      description =
          "Writes what is printed to the files in paper/golden, for a change that is meant.")
  private boolean write;

  public VerifyArtifactCommand() {}

  @Override
  public Integer call() throws UserInputException, InterruptedException {
    Path home = Path.of(System.getProperty("medchain.home", "")).toAbsolutePath().normalize();
    List<GoldenCommand> commands = chosen(GoldenCommand.read(home));
    PrintWriter to = spec.commandLine().getOut();
    if (list) {
      commands.forEach(
          each -> {
            to.println(each.name() + ": experiments/medchain " + String.join(" ", each.words()));
            to.println("  " + each.shows());
          });
      to.flush();
      return 0;
    }
    GoldenExecution execution = new GoldenExecution(home, home.resolve("results/runs/golden"));
    int different = 0;
    for (GoldenCommand each : commands) {
      try {
        different += run(execution, each, to) ? 0 : 1;
      } catch (IOException e) {
        throw new UserInputException(each.name() + ": files cannot be read or written: " + e);
      }
    }
    to.println(
        different == 0
            ? "all " + commands.size() + " commands do what the committed files say"
            : different + " of " + commands.size() + " commands differ");
    to.flush();
    return different == 0 ? 0 : FAILED;
  }

  private List<GoldenCommand> chosen(List<GoldenCommand> all) throws UserInputException {
    List<String> known = all.stream().map(GoldenCommand::name).toList();
    for (String each : names) {
      if (!known.contains(each)) {
        throw new UserInputException(
            "no golden command is called '"
                + each
                + "'"
                + SpellingSuggestion.nearest(each, known)
                    .map(meant -> "; did you mean " + meant + "?")
                    .orElse("; allowed: " + String.join(", ", known)));
      }
    }
    return all.stream().filter(each -> names.isEmpty() || names.contains(each.name())).toList();
  }

  /** Whether it does what it must. */
  private boolean run(GoldenExecution execution, GoldenCommand command, PrintWriter to)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    GoldenEnd end = execution.run(command);
    double seconds = (System.nanoTime() - begin) / NANOS;
    if (write && command.stdout().filter(file -> file.startsWith(GOLDEN)).isPresent()) {
      Path file = execution.home().resolve(command.stdout().get());
      Files.writeString(file, end.printed());
    }
    List<String> differences =
        new ArrayList<>(GoldenComparison.of(execution.home(), command, execution.of(command), end));
    String verdict = differences.isEmpty() ? "same" : "DIFFERS";
    to.println(String.format(Locale.ROOT, "%-8s %6.1f s  %s", verdict, seconds, command.name()));
    if (end.exit() != command.exit()) {
      differences.addAll(execution.lastWords(command, LAST_LINES));
    }
    differences.forEach(line -> to.println("    " + line));
    to.flush();
    return differences.isEmpty();
  }
}

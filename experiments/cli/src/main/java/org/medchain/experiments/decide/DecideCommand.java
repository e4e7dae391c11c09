package org.medchain.experiments.decide;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.medchain.experiments.Subcommand;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.execution.Terminal;
import org.medchain.experiments.results.CsvTable;
import org.medchain.experiments.running.WorkProgress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says which system suits a setting, from committed cells, or that none was measured (BASE-12). */
@Command(
    name = "decide",
    mixinStandardHelpOptions = true,
    resourceBundle = "org.medchain.experiments.commands",
    sortOptions = false)
public final class DecideCommand implements Subcommand {
  private static final int FAILED = 1;

  /** As where a history's verdict is unknown: nobody has measured it. */
  private static final int NOT_MEASURED = 3;

  /** The share of answers that have to be good. */
  private static final double SHARE = 0.9;

  private static final int COUNT_MAX = 10_000;

  private final Path root;

  @Spec private CommandSpec spec;

  @Option(names = "--nodes", paramLabel = "N")
  private Optional<Integer> nodes = Optional.empty();

  @Option(names = "--rtt", paramLabel = "TIME")
  private String rtt = "";

  @Option(names = "--rate", paramLabel = "RATE")
  private String rate = "";

  @Option(names = "--faults", paramLabel = "KIND:K")
  private String faults = "crash:0";

  @Option(names = "--trust", paramLabel = "WORDS")
  private List<String> trust = List.of();

  /** Of the project whose launcher it is, or of the working folder. */
  public DecideCommand() {
    this(Path.of(System.getProperty("medchain.home", "")));
  }

  DecideCommand(Path root) {
    this.root = root;
  }

  @Override
  public Integer call() throws UserInputException {
    int count = nodes.orElseThrow(() -> new UserInputException("--nodes is missing"));
    DecideQuestion asked = DecideQuestion.of(count, rtt, rate, faults, trust);
    Decision decision = Decision.read(root);
    String refusal = decision.refusal(asked);
    PrintWriter out = spec.commandLine().getOut();
    if (refusal.isEmpty()) {
      decision.answer(asked).forEach(out::println);
      return 0;
    }
    // The config goes to standard output, to be kept as a file.
    spec.commandLine()
        .getErr()
        .println("medchain decide: not measured: " + refusal + "; this config would measure it:");
    ChoiceSystem first = ChoiceSystem.chains().getFirst();
    out.print(first.measuring(root, asked, OptionalLong.empty()).yaml());
    out.flush();
    return NOT_MEASURED;
  }

  @Command(name = "check", mixinStandardHelpOptions = true)
  int check(
      @Option(names = "--questions", paramLabel = "N", defaultValue = "200") int count,
      @Option(names = "--seed", paramLabel = "N", defaultValue = "1") long seed,
      @Option(names = "--out", paramLabel = "FILE") Optional<Path> out)
      throws UserInputException, IOException {
    if (count < 1 || count > COUNT_MAX) {
      throw new UserInputException("--questions is " + count + "; allowed: 1 to " + COUNT_MAX);
    }
    DecideCheck check = new DecideCheck(root, Decision.read(root), seed);
    List<List<Object>> rows = new ArrayList<>();
    int near = 0;
    int refused = 0;
    try (WorkProgress progress =
        new WorkProgress(spec.commandLine().getErr(), Terminal.onStderr())) {
      progress.begin("questions", count);
      for (int i = 1; i <= count; i++) {
        List<Object> inside = check.inside(i);
        List<Object> outside = check.outside(i);
        near += inside.getLast().equals(true) ? 1 : 0;
        refused += outside.getLast().equals(true) ? 1 : 0;
        rows.addAll(List.of(inside, outside));
        if (out.isPresent()) {
          CsvTable.write(out.get(), DecideCheck.heads(), rows);
        }
        progress.step();
      }
    }
    PrintWriter words = spec.commandLine().getOut();
    words.println("within 25 % of a fresh simulation's median: " + near + " of " + count);
    words.println("outside, refused: " + refused + " of " + count);
    return near >= SHARE * count && refused == count ? 0 : FAILED;
  }
}

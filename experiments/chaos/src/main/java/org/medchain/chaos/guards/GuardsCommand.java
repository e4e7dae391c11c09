package org.medchain.chaos.guards;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code medchain guards}: every guard earns its place (SCH-11 to SCH-13). */
@Command(
    name = "medchain guards",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Takes each guard of the consensus packages out of a copy of its source and runs tests and"
            + " schedules until something fails; continues where it was interrupted.",
    footer = {
      "",
      "Exit codes: 0 at least 95 %% of the guards were caught; 1 fewer were; 2 wrong usage."
    })
public final class GuardsCommand implements Callable<Integer> {
  private static final int PERCENT = 95;

  @Spec private CommandSpec spec;

  @Option(
      names = "--only",
      paramLabel = "FILE",
      description = "Only the guards of this source, e.g. NormalCase.java; may be repeated.")
  private List<String> only = List.of();

  @Option(
      names = "--seeds",
      defaultValue = "1500",
      description = "Schedules tried where all tests stay green; default ${DEFAULT-VALUE}.")
  private long seeds;

  @Option(names = "--threads", defaultValue = "2", description = "Default ${DEFAULT-VALUE}.")
  private int threads;

  @Option(names = "--fresh", description = "Tries those again, too, that are in the table already.")
  private boolean fresh;

  private final PrintStream print;
  private final PrintStream err;

  /** Prints the result on {@code out}, and how far it is on {@code err}. */
  public GuardsCommand(PrintStream out, PrintStream err) {
    this.print = out;
    this.err = err;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path home = Path.of(System.getProperty("medchain.home", ""));
    ModuleLayout layout = ModuleLayout.of(home, System.getProperty("medchain.test.libraries", ""));
    List<Guard> all = layout.guards();
    List<Guard> wanted = all.stream().filter(this::isWanted).toList();
    if (wanted.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "there is no guard in " + only);
    }
    GuardTable table = GuardTable.open(layout, seeds);
    List<Guard> open =
        wanted.stream().filter(each -> fresh || table.knownResult(each).isEmpty()).toList();
    table.forget(open);
    table.sortAndPrune(all);
    new GuardMutationRun(layout, threads, seeds, err::println).measure(all, open, table);
    table.sortAndPrune(all);
    return tell(wanted, table) ? 0 : 1;
  }

  private boolean isWanted(Guard guard) {
    return only.isEmpty()
        || only.stream().anyMatch(each -> ("/" + guard.file()).endsWith("/" + each));
  }

  /** Prints who survived, and whether enough did not. */
  private boolean tell(List<Guard> guards, GuardTable table) {
    List<Guard> survivors = new ArrayList<>();
    int count = 0;
    for (Guard guard : guards) {
      Optional<String> caughtBy = table.knownResult(guard);
      boolean counts = caughtBy.isPresent() && !caughtBy.get().equals(GuardTable.NO_GUARD);
      count += counts ? 1 : 0;
      if (counts && caughtBy.get().isEmpty()) {
        survivors.add(guard);
      }
    }
    survivors.forEach(each -> print.println("survived: " + each));
    int caught = count - survivors.size();
    print.printf(
        Locale.ROOT,
        "%d of %d guards caught (%.1f %%); %d more do not compile without them%n",
        caught,
        count,
        100.0 * caught / Math.max(1, count),
        guards.size() - count);
    return 100 * caught >= PERCENT * count;
  }
}

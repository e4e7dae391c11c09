package org.medchain.trace;

import java.util.Arrays;
import java.util.Locale;
import org.medchain.launcher.OutOfHeap;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code medchain trace}. */
@Command(
    name = "medchain trace",
    mixinStandardHelpOptions = true,
    description = "Holds traces of replicas against the protocols' models.",
    subcommands = TraceCheckCommand.class)
public final class TraceMain {
  private TraceMain() {}

  /** Runs the command; the first argument is {@code trace} itself. */
  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ROOT);
    CommandLine line = new CommandLine(new TraceMain());
    String[] rest = Arrays.copyOfRange(arguments, 1, arguments.length);
    System.exit(OutOfHeap.guard(() -> line.execute(rest)));
  }
}

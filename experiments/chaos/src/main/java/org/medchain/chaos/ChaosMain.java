package org.medchain.chaos;

import java.util.Arrays;
import org.medchain.chaos.guards.GuardsCommand;
import picocli.CommandLine;

/** The commands {@code medchain schedules}, {@code mutants} and {@code guards}. */
public final class ChaosMain {
  private ChaosMain() {}

  /** Runs the command that the first argument names. */
  public static void main(String[] arguments) {
    String name = arguments.length == 0 ? "" : arguments[0];
    Object command =
        switch (name) {
          case "schedules" -> new SchedulesCommand();
          case "mutants" -> new MutantsCommand();
          case "guards" -> new GuardsCommand();
          default -> null;
        };
    if (command == null) {
      System.err.println("medchain: no command is called '" + name + "'");
      System.exit(2);
    }
    CommandLine line = new CommandLine(command).setCaseInsensitiveEnumValuesAllowed(true);
    System.exit(line.execute(Arrays.copyOfRange(arguments, 1, arguments.length)));
  }
}

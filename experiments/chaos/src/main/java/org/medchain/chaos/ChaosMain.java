package org.medchain.chaos;

import java.util.Arrays;
import picocli.CommandLine;

/** The commands {@code medchain schedules} and {@code medchain mutants}. */
public final class ChaosMain {
  private ChaosMain() {}

  /** Runs the command that the first argument names. */
  public static void main(String[] arguments) {
    String name = arguments.length == 0 ? "" : arguments[0];
    Object command =
        switch (name) {
          case "schedules" -> new SchedulesCommand();
          case "mutants" -> new MutantsCommand();
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

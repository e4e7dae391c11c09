package org.medchain.cluster;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.medchain.cluster.center.CenterCommand;
import org.medchain.experiments.Medchain;
import picocli.CommandLine;

/** Runs commands of this module in this process, as {@code medchain} does. */
final class CommandRunner {
  private CommandRunner() {}

  /** What a command did. */
  record CommandResult(int code, String out, String err) {}

  static CommandResult cluster(String... arguments) {
    return run(new CommandLine(new ClusterCommand()), arguments);
  }

  static CommandResult node(String... arguments) {
    return run(new CommandLine(new NodeCommand()), arguments);
  }

  static CommandResult center(String... arguments) {
    return run(new CommandLine(new CenterCommand()), arguments);
  }

  static CommandResult run(CommandLine command, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        command
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .setExecutionExceptionHandler((e, failed, parsed) -> Medchain.failure(failed, e))
            .execute(arguments);
    return new CommandResult(code, out.toString(), err.toString().stripTrailing());
  }
}

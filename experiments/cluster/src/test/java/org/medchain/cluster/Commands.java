package org.medchain.cluster;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.medchain.cluster.center.CenterCommand;
import org.medchain.experiments.config.Refusal;
import picocli.CommandLine;

/** Runs commands of this module in this process, as {@code medchain} does. */
final class Commands {
  private Commands() {}

  /** What a command did. */
  record Ran(int code, String out, String err) {}

  static Ran cluster(String... arguments) {
    return run(new CommandLine(new ClusterCommand()), arguments);
  }

  static Ran node(String... arguments) {
    return run(new CommandLine(new NodeCommand()), arguments);
  }

  static Ran center(String... arguments) {
    return run(new CommandLine(new CenterCommand()), arguments);
  }

  static Ran run(CommandLine command, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        command
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .setExecutionExceptionHandler(
                (e, failed, parsed) -> {
                  err.append(e instanceof Refusal ? e.getMessage() : e.toString());
                  return e instanceof Refusal ? 2 : 1;
                })
            .execute(arguments);
    return new Ran(code, out.toString(), err.toString());
  }
}

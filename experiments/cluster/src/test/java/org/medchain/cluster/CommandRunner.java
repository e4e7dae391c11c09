package org.medchain.cluster;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.medchain.cluster.center.CenterCommand;
import org.medchain.experiments.Medchain;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs commands of this module in this process, as {@code medchain} does. */
public final class CommandRunner {
  private CommandRunner() {}

  /** What a command did. */
  public record CommandResult(int code, String out, String err) {
    /** Its answer, of a command with {@code --json}. */
    public JsonNode json() {
      return JsonMapper.shared().readTree(out);
    }
  }

  public static CommandResult cluster(String... arguments) {
    return run(new ClusterCommand(), arguments);
  }

  public static CommandResult node(String... arguments) {
    return run(new NodeCommand(), arguments);
  }

  public static CommandResult center(String... arguments) {
    return run(new CenterCommand(), arguments);
  }

  /** A command of any module. */
  public static CommandResult run(Object command, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        (command instanceof CommandLine made ? made : new CommandLine(command))
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .setExecutionExceptionHandler((e, failed, parsed) -> Medchain.failure(failed, e))
            .execute(arguments);
    return new CommandResult(code, out.toString(), err.toString().stripTrailing());
  }
}

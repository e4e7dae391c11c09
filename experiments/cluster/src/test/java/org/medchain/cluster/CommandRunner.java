package org.medchain.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.Callable;
import org.medchain.cluster.center.CenterCommand;
import org.medchain.cluster.command.ClusterCommand;
import org.medchain.cluster.command.NodeCommand;
import org.medchain.experiments.Medchain;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs commands of this module in this process, as {@code medchain} does. */
public final class CommandRunner {
  private CommandRunner() {}

  /** What a command did. */
  public record CommandResult(int code, String out, String err) {
    /** What it printed, if it ended well. */
    public String well() {
      assertThat(code).as(err + out).isZero();
      return out;
    }

    /** What it said on stderr, if it ended with this code. */
    public String refused(int expected) {
      assertThat(code).as(err + out).isEqualTo(expected);
      return err;
    }

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

  /** What a node or a center says on stderr, by its log too, that ends with this code. */
  static String says(int code, Callable<CommandResult> command) throws Exception {
    PrintStream usual = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setErr(new PrintStream(said, true, UTF_8));
    try {
      assertThat(command.call().code()).isEqualTo(code);
    } finally {
      System.setErr(usual);
    }
    return said.toString(UTF_8);
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

package org.medchain.day.demo;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.util.List;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs commands of participants in this process, as {@code medchain} does. */
public final class ParticipantCommands {
  private ParticipantCommands() {}

  /** What a command did. */
  public record CommandResult(int code, String out, String err) {
    /** Its answer, of a command with {@code --json}. */
    public JsonNode json() {
      return JsonMapper.shared().readTree(out);
    }
  }

  /** Runs a command line. */
  public static CommandResult run(String... words) {
    return run(new StringWriter(), words);
  }

  /** Runs one that is ended by the first thing that it tells. */
  public static CommandResult cutOff(String... words) {
    return run(new CutOffWriter(), words);
  }

  private static CommandResult run(Writer out, String... words) {
    StringWriter err = new StringWriter();
    List<String> arguments = List.of(words);
    int code =
        new CommandLine(DemoDay.command(words[0]))
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(arguments.subList(1, words.length).toArray(String[]::new));
    return new CommandResult(code, out.toString(), err.toString());
  }

  /** Nothing gets out. */
  private static final class CutOffWriter extends Writer {
    @Override
    public void write(char[] text, int from, int length) {
      throw new IllegalStateException("cut off");
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}

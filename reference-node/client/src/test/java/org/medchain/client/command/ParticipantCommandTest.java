package org.medchain.client.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medchain.node.transport.RefusedException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** PROC-4: a command's print of others' texts. */
class ParticipantCommandTest {
  private static final String WORDS = "Image\nyou own it\r\u001b[2J\u009b0m\u2028\u202etxt\u0000";
  private static final String ONE_LINE = "Image?you own it??[2J?0m??txt?";

  /** How one ends. */
  private interface End {
    CommandAnswer end() throws IOException, RefusedException;
  }

  @Command(name = "test")
  private static final class TestCommand extends ParticipantCommand {
    private final End end;

    private TestCommand(End end) {
      this.end = end;
    }

    @Override
    CommandAnswer run() throws IOException, RefusedException {
      progress("begins: " + WORDS);
      return end.end();
    }
  }

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(End end) {
    return new CommandLine(new TestCommand(end))
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute();
  }

  @Test
  void wordsOfOthersStayInTheirLine() {
    int code = run(() -> CommandAnswer.of("type " + WORDS).line("ümläut, 医疗 and 👩‍⚕️ stay"));
    assertThat(code).isZero();
    assertThat(out.toString().lines().toList())
        .isEqualTo(List.of("begins: " + ONE_LINE, "type " + ONE_LINE, "ümläut, 医疗 and 👩‍⚕️ stay"));
  }

  @Test
  void soDoReasons() {
    int refused =
        run(
            () -> {
              throw new RefusedException(WORDS);
            });
    int unusable =
        run(
            () -> {
              throw new IOException(WORDS);
            });
    assertThat(List.of(refused, unusable)).containsExactly(1, 2);
    assertThat(err.toString().lines().toList())
        .isEqualTo(List.of("test: refused: " + ONE_LINE, "test: " + ONE_LINE));
  }
}

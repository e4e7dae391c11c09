package org.medchain.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** PROOF-1, PROOF-4: what the command prints, and how it ends. */
class ProveCommandTest {
  /** What a command left behind. */
  private record Ended(int code, String out, String err) {}

  private static Ended run(String words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command =
        new CommandLine(new ProveCommand())
            .setOut(new PrintWriter(out))
            .setParameterExceptionHandler((e, given) -> refused(err, e))
            .setExecutionExceptionHandler((e, line, parsed) -> refused(err, e));
    int code = command.execute(words.split(" "));
    return new Ended(code, out.toString(), err.toString());
  }

  private static int refused(StringWriter err, Exception e) {
    err.append(e.getMessage());
    return 2;
  }

  @Test
  void aConditionIsProvedWithItsLines() {
    Ended ended = run("--condition decide:agreement");

    assertThat(ended.code()).isZero();
    assertThat(ended.out())
        .contains("proved")
        .contains("commit-quorums-agree")
        .contains("1 of 1 conditions proved");
  }

  @Test
  void aBrokenRuleIsDrawn() {
    Ended ended = run("--break M06");

    assertThat(ended.code()).isZero();
    assertThat(ended.out())
        .contains("fails")
        .contains("view0")
        .contains("the step: vote with b = ")
        .contains("violated: vote-unique");
  }

  @Test
  void withoutAGuardOneFails() {
    Ended ended = run("--condition vote:vote-unique --without vote.one-a-height");

    assertThat(ended.code()).isOne();
    assertThat(ended.out()).contains("0 of 1 conditions proved").contains("v voted, p prepared");
  }

  @Test
  void theListHasGuardsWithTheirPlaces() {
    Ended ended = run("--list");

    assertThat(ended.code()).isZero();
    assertThat(ended.out())
        .contains("line    agreement: ")
        .contains("guard   vote.parent-ready (PBFT-3, NormalCase.parentReady): ");
  }

  @Test
  void theScriptIsWhole() {
    Ended ended = run("--condition decide:agreement --script");

    assertThat(ended.code()).isZero();
    assertThat(ended.out()).contains("(declare-sort Node 0)").endsWith("(check-sat)\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--condition nothing",
        "--without nothing",
        "--break nothing",
        "--break A --list",
        "--list --script",
        "--condition vote --script"
      })
  void whatIsWrongIsToldInOneLine(String words) {
    Ended ended = run(words);

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).isNotEmpty().doesNotContain("\n");
    assertThat(ended.out()).isEmpty();
  }
}

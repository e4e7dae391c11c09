package org.medchain.microbenchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** EXP-1: the micro-benchmarks' command has the manners of the others. */
class MicrobenchmarkCommandTest {
  @ParameterizedTest
  @ValueSource(strings = {"--nonsense", "-f x", "-i -3", "-t", "Serch", "Merkle Nodes", "Merkle("})
  void aMistakeIsOneLine(String arguments) {
    assertThat(MicrobenchmarkCommand.argumentError(arguments.split(" ")))
        .hasValueSatisfying(
            line ->
                assertThat(line)
                    .startsWith("medchain bench: ")
                    .endsWith("; 'medchain bench --help' lists what there is")
                    .doesNotContain("\n"));
  }

  /** The words of other commands are named where one of them may have been meant. */
  @Test
  void anUnknownWordNamesTheOthers() {
    assertThat(MicrobenchmarkCommand.argumentError("Simulatr"))
        .hasValueSatisfying(
            line ->
                assertThat(line)
                    .contains("no micro-benchmark has a name with 'Simulatr'")
                    .contains("simulator, search, node, hostile, proof"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-l", "Merkle -f 1 -i 2", ".*"})
  void whatJmhUnderstandsIsNoMistake(String arguments) {
    assertThat(MicrobenchmarkCommand.argumentError(arguments.split(" "))).isEmpty();
  }

  @Test
  void helpSaysHowToChoose() throws Exception {
    PrintStream before = System.out;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
    try {
      MicrobenchmarkCommand.main(new String[] {"--help"});
    } finally {
      System.setOut(before);
    }
    assertThat(said.toString(StandardCharsets.UTF_8))
        .startsWith("Usage: medchain bench")
        .contains("-wi");
  }
}

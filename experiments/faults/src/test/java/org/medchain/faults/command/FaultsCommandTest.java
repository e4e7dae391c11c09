package org.medchain.faults.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** FAULT-15: what does not go together is refused before anything runs. */
class FaultsCommandTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "' '                          | a command is missing",
        "run                          | Missing required parameter: 'CONFIG'",
        "night x.yaml                 | Unmatched argument at index 1: 'x.yaml'",
        "run x.yaml --until 8h        | Unknown options: '--until', '8h'",
        "run x.yaml --runs 3          | Unknown options: '--runs', '3'",
        "night --runs 0               | --runs is 0",
        "night --time-limit soon      | --time-limit is 'soon'",
        "night --until late           | --until is 'late'",
        "night --host moon            | allowed: simulation, cluster, both",
        "night --seed -3              | --seed is -3",
      })
  void isRefused(String line, String reason) {
    StringWriter err = new StringWriter();
    CommandLine command = new CommandLine(new FaultsCommand()).setErr(new PrintWriter(err));
    String[] words = line.isBlank() ? new String[0] : line.strip().split(" ");
    assertThat(command.execute(words)).isEqualTo(2);
    assertThat(err.toString()).contains(reason);
  }
}

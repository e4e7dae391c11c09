package org.medchain.harness.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** FAULT-15: what does not go together is refused before anything runs. */
class ChaosCommandTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "' '                          | CONFIG or --nightly is missing",
        "x.yaml --nightly             | --nightly draws all by itself",
        "--nightly --messages 5s      | --nightly draws all by itself",
        "x.yaml --until 8h            | --until and --runs are a night's",
        "x.yaml --runs 3              | --until and --runs are a night's",
        "--nightly --runs 0           | --runs is 0",
        "--nightly --time-limit soon  | --time-limit is 'soon'",
        "--nightly --until late       | --until is 'late'",
        "--nightly --host moon        | allowed: simulation, cluster, both",
        "--nightly --seed -3          | --seed is -3",
        "--nightly --next-version .   | --next-version is for processes; add --host cluster",
        "x.yaml --next-version nowhere | --next-version is nowhere, which is no folder",
      })
  void isRefused(String line, String reason) {
    StringWriter err = new StringWriter();
    CommandLine command = new CommandLine(new ChaosCommand()).setErr(new PrintWriter(err));
    String[] words = line.isBlank() ? new String[0] : line.strip().split(" ");
    assertThat(command.execute(words)).isEqualTo(2);
    assertThat(err.toString()).contains(reason);
  }
}

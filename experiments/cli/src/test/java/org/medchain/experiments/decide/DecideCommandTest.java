package org.medchain.experiments.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medchain.checkout.Repository;
import org.medchain.experiments.Medchain;
import org.medchain.experiments.config.ConfigOverrides;
import org.medchain.experiments.config.LoadedConfig;
import picocli.CommandLine;

/** {@code medchain decide} answers from committed cells, or refuses (BASE-12). */
class DecideCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int decide(Path root, String... words) {
    return new CommandLine(new DecideCommand(root))
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .setExecutionExceptionHandler((e, failed, parsed) -> Medchain.failure(failed, e))
        .execute(words);
  }

  @Test
  @DisplayName("the recommendation comes first, and each system has its command (BASE-12)")
  void answers() {
    int code = decide(Repository.ROOT, "--nodes=7", "--rtt=40ms", "--rate=200/s");
    assertThat(code).as(err.toString()).isZero();
    assertThat(out.toString().lines().findFirst().orElseThrow())
        .startsWith("Choose ")
        .contains("7 nodes, 40 ms round trip, 200 requests/s");
    assertThat(out.toString().replaceAll("\\s+", " "))
        .contains("experiments/medchain run experiments/configs/choosing-pbft.yaml --set nodes=7")
        .contains("requests that never finish count as longer than all others")
        .contains("Medians of real processes were")
        .contains("the rate is over ");
  }

  @Test
  @DisplayName("where a cell is, its own median is the answer (BASE-12)")
  void cellsOwnValue() {
    assertThat(decide(Repository.ROOT, "--nodes=7", "--rtt=20ms", "--rate=1/s")).isZero();
    assertThat(out.toString()).contains("median 103 ms");
  }

  @ParameterizedTest(name = "{0} {1} {2} {3} is refused: {4} (BASE-12)")
  @CsvSource({
    "32, 40ms, 10/s, crash:0, --nodes is outside 4 to 31",
    "7, 201ms, 10/s, crash:0, --rtt is outside",
    "7, 0.5ms, 10/s, crash:0, --rtt is outside",
    "7, 40ms, 1/h, crash:0, --rate is outside",
    "7, 40ms, 9000/s, crash:0, the rate is over",
    "7, 40ms, 10/s, crash:3, --faults is outside 0 to 2",
  })
  void refuses(
      String nodes, String rtt, String rate, String faults, String bound, @TempDir Path folder)
      throws Exception {
    String[] words = {"--nodes", nodes, "--rtt", rtt, "--rate", rate, "--faults", faults};
    assertThat(decide(Repository.ROOT, words)).isEqualTo(3);
    assertThat(err.toString()).contains("not measured").contains(bound);
    Path config = Files.writeString(folder.resolve("printed.yaml"), out.toString());
    assertThat(LoadedConfig.read(config, ConfigOverrides.NONE).grid()).hasSize(1);
  }

  @ParameterizedTest(name = "{0} is told in one line (BASE-12)")
  @CsvSource({
    "--nodes=3, 4 to 10000",
    "--rtt=40, 40ms",
    "--rate=x, 200/s",
    "--faults=byzantine:9, from 0 to 7",
    "--faults=fire:1, crash:K",
    "--trust=nobody, no single administrator"
  })
  void oddInput(String option, String allowed) {
    List<String> usual =
        Stream.of("--nodes=7", "--rtt=40ms", "--rate=200/s")
            .filter(each -> !option.startsWith(each.replaceFirst("=.*", "")))
            .toList();
    String[] words = Stream.concat(usual.stream(), Stream.of(option)).toArray(String[]::new);
    assertThat(decide(Repository.ROOT, words)).isEqualTo(2);
    assertThat(err.toString().lines())
        .hasSize(1)
        .first()
        .asString()
        .contains(option.replaceFirst("=.*", ""))
        .contains("allowed: ")
        .contains(allowed);
  }

  @Test
  @DisplayName("the check wants a number of questions that it can ask")
  void oddCheck() {
    assertThat(decide(Repository.ROOT, "check", "--questions=0")).isEqualTo(2);
    assertThat(err.toString()).contains("--questions is 0; allowed: 1 to 10000");
  }

  @Test
  @DisplayName("a project without cells is told in one line")
  void noCells(@TempDir Path empty) {
    assertThat(decide(empty, "--nodes=7", "--rtt=40ms", "--rate=200/s")).isEqualTo(2);
    assertThat(err.toString().lines()).hasSize(1);
  }
}

package org.medchain.faults.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.checkout.Repository;
import org.medchain.experiments.config.UserInputException;
import org.medchain.faults.plan.FaultPlanner;
import org.medchain.faults.plan.NemesisKind;
import org.medchain.faults.workload.Workload;
import org.medchain.faults.workload.Workloads;
import org.medchain.simulation.model.RandomStreams;

/** FAULT-9. */
class HarnessConfigFileTest {
  private static final Path FAULTS = Repository.file("experiments/faults");

  @TempDir Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("test.yaml"), text);
  }

  private List<String> problems(String text) throws IOException {
    Path file = file(text);
    return catchThrowableOfType(UserInputException.class, () -> HarnessConfigFile.read(file))
        .lines();
  }

  @Test
  void theSamplesAreReadAndThereIsOneForEachWorkload() throws Exception {
    List<Path> samples;
    try (Stream<Path> all = Files.list(FAULTS)) {
      samples = all.filter(each -> each.toString().endsWith(".yaml")).sorted().toList();
    }
    for (Path each : samples) {
      HarnessConfig config = HarnessConfigFile.read(each);
      assertThat(config.name() + ".yaml").isEqualTo(each.getFileName().toString());
    }
    assertThat(samples)
        .extracting(each -> each.getFileName().toString().replace(".yaml", ""))
        .containsAll(Workloads.all().stream().map(Workload::name).toList());
  }

  @Test
  void whatIsWrittenReadsBackAsTheSame() throws Exception {
    HarnessConfig config = HarnessConfigFile.read(FAULTS.resolve("bank.yaml"));
    for (long seed = 1; seed < 30; seed++) {
      HarnessConfig planned =
          config.with(
              new FaultPlanner(
                      List.of(NemesisKind.values()), 4, new RandomStreams(seed).stream("x", 0))
                  .plan(60, 3));
      assertThat(HarnessConfigFile.read(file(HarnessConfigFile.text(planned)))).isEqualTo(planned);
    }
  }

  @Test
  void theSchemaAndTheCodeKnowTheSameNames() {
    String schema = HarnessConfigFile.schemaText();
    NemesisKind.words().forEach(word -> assertThat(schema).contains("\"" + word + "\""));
    Workloads.all().forEach(each -> assertThat(schema).contains("\"" + each.name() + "\""));
  }

  @Test
  void eachWrongValueIsSaidAtItsLine() throws Exception {
    assertThat(problems("name: x\nworkload: regster\nnodes: 3\nfaults: [kil]\n"))
        .anyMatch(line -> line.contains("test.yaml:2") && line.contains("register"))
        .anyMatch(line -> line.contains("test.yaml:3"))
        .anyMatch(line -> line.contains("test.yaml:4") && line.contains("kill"));
    String plan = "name: x\nworkload: set\ntime_limit_s: 10\nplan:\n  - ";
    assertThat(problems(plan + "{fault: kill, from_s: 2, until_s: 12, nodes: [0]}\n").getFirst())
        .contains("test.yaml:5", "until_s 12", "10");
    assertThat(problems(plan + "{fault: kill, from_s: 2, until_s: 3, nodes: [4]}\n").getFirst())
        .contains("test.yaml:5", "node 4", "0 to 3");
    assertThat(problems(plan + "{fault: latency, from_s: 2, until_s: 3, nodes: [0]}\n").getFirst())
        .contains("test.yaml:5", "latency without amount", "ms");
    assertThat(
            problems(plan + "{fault: kill, from_s: 2, until_s: 3, nodes: [0], amount: 3}\n")
                .getFirst())
        .contains("test.yaml:5", "an amount of kill");
  }
}

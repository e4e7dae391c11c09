package org.medchain.cluster.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.medchain.experiments.config.ConfigOverrides;
import org.medchain.experiments.config.LoadedConfig;
import org.medchain.experiments.config.UserInputException;

/** What a cluster cannot do is refused at the config's line (EXP-17). */
class ClusterFeasibilityTest {
  private static final String HEAD = "name: q\nhost: cluster\n";

  @TempDir Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("c.yaml"), HEAD + text);
  }

  private LoadedConfig config(String text) throws IOException, UserInputException {
    return LoadedConfig.read(file(text), ConfigOverrides.NONE);
  }

  private List<String> refusal(String text) throws Exception {
    Path file = file(text);
    ClusterFeasibility feasibility = new ClusterFeasibility(new MachineCapacity(2, 8_000));
    return catchThrowableOfType(
            UserInputException.class,
            () -> LoadedConfig.read(file, ConfigOverrides.NONE, feasibility::check))
        .lines();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "protocols: [pow]| protocols is pow; allowed: pbft on a cluster",
        "protocols: [pbft, sealed]| protocols is sealed; allowed: pbft on a cluster",
      })
  void onlyPbftRuns(String protocols, String said) throws Exception {
    assertThat(refusal(protocols + "\nnodes: [4]\n"))
        .containsExactly(folder.resolve("c.yaml") + ":3:" + said.replaceAll("^", " "));
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of(
            "faults: [silence]\nfault_rates: [0.1]",
            ":5: faults is silence; allowed: crash or restart on a cluster"),
        Arguments.of(
            "fault_plan:\n- {fault: delay, nodes: [0]}",
            ":5: fault_plan is delay; allowed: of crash and restart on a cluster"),
        Arguments.of(
            "adversaries:\n- {nodes: [0], behaviour: selfish_mining}",
            ":5: adversaries is 1; allowed: none on a cluster"),
        Arguments.of(
            "pbft: {requests: macs}", ":5: pbft.requests is macs; allowed: signed on a cluster"),
        Arguments.of(
            "workload: {clients: 65}",
            ":5: workload.clients is 65; allowed: up to 64 on a cluster"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void whatNeedsMoreIsRefused(String lines, String said) throws Exception {
    assertThat(refusal("protocols: [pbft]\nnodes: [4]\n" + lines + "\n"))
        .hasSize(1)
        .allMatch(line -> line.endsWith(said));
  }

  @Test
  void allViolationsAreReportedAtOnce() throws Exception {
    assertThat(
            refusal(
                """
                protocols: [pow]
                nodes: [4, 16]
                faults: [loss]
                fault_rates: [0.1]
                pbft: {requests: macs}
                workload: {clients: 65}
                adversaries:
                - {nodes: [0], behaviour: forgery}
                """))
        .map(line -> line.replaceAll("^.*c\\.yaml:([0-9]+): ([a-z._]+) is.*$", "$1 $2"))
        .containsExactly(
            "3 protocols",
            "4 nodes",
            "5 faults",
            "7 pbft.requests",
            "8 workload.clients",
            "9 adversaries");
  }

  @Test
  void moreNodesThanFitAreRefused() throws Exception {
    assertThat(refusal("protocols: [pbft]\nnodes: [4, 16]\n").getFirst())
        .endsWith(
            ":4: nodes is 16; allowed: up to 8 on this machine (2 processors, 8000 MiB free, 800"
                + " MiB a node)");
    assertThat(new MachineCapacity(2, Long.MAX_VALUE).nodes()).isEqualTo(16);
    assertThat(new MachineCapacity(2, 100).nodes()).isZero();
    assertThat(MachineCapacity.ofThisMachine().processors()).isPositive();
  }

  @Test
  void crashesAndRestartsAreFine() throws Exception {
    LoadedConfig config =
        config(
            """
            protocols: [pbft]
            nodes: [4, 7]
            faults: [crash, restart]
            fault_rates: [0, 0.2]
            fault_plan:
            - {fault: restart, nodes: [1], from_s: 2, until_s: 4}
            """);
    new ClusterFeasibility(new MachineCapacity(2, 8_000)).check(config.experiment());
    // Kinds of fault that no node has do not matter.
    new ClusterFeasibility(new MachineCapacity(2, 8_000))
        .check(config("protocols: [pbft]\nnodes: [4]\nfaults: [loss]\n").experiment());
  }
}

package org.medchain.cluster.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.cluster.file.NodeConfigFile;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.center.ValidityPeriods;
import org.medchain.node.config.NodeConfig;

/** A cluster over several machines: its folders (CLUSTER-6). */
class HostsFileTest {
  @TempDir private Path temp;

  private Path file(String text) throws IOException {
    return Files.writeString(temp.resolve("cluster.yaml"), text);
  }

  @Test
  void eachFolderHoldsAllThatItsMachineNeeds() throws IOException, UserInputException {
    HostsFile hosts =
        HostsFile.read(
            file(
                """
                center: {host: 192.0.2.9}
                nodes:
                  - {host: 192.0.2.1}
                  - {host: 192.0.2.2, port: 7001, operator_port: 0}
                  - {host: 192.0.2.3}
                  - {host: 192.0.2.4}
                followers:
                  - {host: 192.0.2.5}
                """));
    ClusterPlan plan = hosts.plan(ClusterPlan.of(4));

    ClusterFolder made =
        ClusterFolder.create(
            temp.resolve("c"), plan, hosts.addresses(), ValidityPeriods.DEFAULT, new char[0]);

    assertThat(plan.nodes()).isEqualTo(4);
    assertThat(plan.followers()).isEqualTo(1);
    assertThat(made.nodeNumbers()).hasSize(5);
    assertThat(hosts.commands(made))
        .hasSize(6)
        .allSatisfy(line -> assertThat(line).contains("192.0.2."));
    Path moved = temp.resolve("elsewhere");
    Files.move(made.node(1), moved);
    NodeConfig config = NodeConfigFile.read(moved.resolve("node.yaml"));
    assertThat(config.listen().getHostString()).isEqualTo("0.0.0.0");
    assertThat(config.listen().getPort()).isEqualTo(7001);
    assertThat(config.genesis()).exists().startsWith(moved);
    assertThat(config.credentials()).exists().startsWith(moved);
    assertThat(config.data()).startsWithRaw(moved);
    assertThat(config.peers())
        .extracting(each -> each.address().getHostString())
        .containsExactly("192.0.2.1", "192.0.2.3", "192.0.2.4");
  }

  @Test
  void errorsAreReportedAtTheirLine() throws IOException {
    Path file = file("center: {host: a}\nnodes:\n  - {hosts: a}\n");

    assertThatThrownBy(() -> HostsFile.read(file))
        .isInstanceOf(UserInputException.class)
        .hasMessageContaining("cluster.yaml:3");
  }
}

package org.medchain.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.cluster.file.NodeConfigFile;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ClusterPlan;

/** What {@code medchain node} says of its options. */
class NodeCommandTest {
  @TempDir private Path temp;

  /** FN-7: a wrong behaviour ends the command when the node's log has begun, and no earlier. */
  @Test
  void aWrongBehaviourIsAnsweredWithThoseThatThereAre() throws Exception {
    ClusterFolder files = ClusterFolder.create(temp.resolve("c"), ClusterPlan.of(4));
    String said = says(2, "--config=" + files.nodeFile(0), "--adversary=equivocate");
    assertThat(said)
        .startsWith(
            "adversary: adversaries[0].behaviour is \"equivocate\"; allowed: one of silence");
    assertThat(files.node(0).resolve("log")).isDirectory();
    assertThat(files.node(0).resolve("data")).doesNotExist();
  }

  /** OPS-20: nothing of it is a stack, and it names the address. */
  @Test
  void aTakenPortIsOneLine() throws Exception {
    ClusterFolder files = ClusterFolder.create(temp.resolve("c"), ClusterPlan.of(4));
    InetSocketAddress listen = NodeConfigFile.read(files.nodeFile(0)).listen();
    InetAddress host = InetAddress.getByName(listen.getHostString());
    try (ServerSocket taken = new ServerSocket(listen.getPort(), 1, host)) {
      String said = says(2, "--config=" + files.nodeFile(0));
      assertThat(taken.isBound()).isTrue();
      // The other one, which begins otherwise, is that of the log.
      assertThat(said.lines().filter(line -> line.startsWith(files.nodeFile(0) + ": ")))
          .singleElement()
          .asString()
          .contains("listen: cannot listen at")
          .contains(":" + listen.getPort());
      assertThat(said).doesNotContain("\tat ");
    }
  }

  private static String says(int code, String... arguments) throws Exception {
    return CommandRunner.says(code, () -> CommandRunner.node(arguments));
  }

  /** CLUSTER-7: what is neither a node's folder nor a copy is refused in one line. */
  @Test
  void whatCannotBeVerifiedIsSaid() throws Exception {
    assertThat(CommandRunner.node("verify-store", temp.toString()).refused(2))
        .contains("no node's folder", "nor a copy");
    Files.createDirectories(temp.resolve("store"));
    assertThat(CommandRunner.node("verify-store", temp.toString()).refused(2))
        .contains("--genesis: there is no " + temp.resolve("genesis.bin"));
  }
}

package org.medchain.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ClusterPlan;

/** What {@code medchain node} says of its options. */
class NodeCommandTest {
  @TempDir private Path temp;

  /** FN-7: a wrong behaviour ends the command when the node's log has begun, and no earlier. */
  @Test
  void aWrongBehaviourIsAnsweredWithThoseThatThereAre() throws Exception {
    ClusterFolder files = ClusterFolder.create(temp.resolve("c"), ClusterPlan.of(4));
    PrintStream usual = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setErr(new PrintStream(said, true, UTF_8));
    try {
      assertThat(
              CommandRunner.node("--config=" + files.nodeFile(0), "--adversary=equivocate").code())
          .isEqualTo(2);
    } finally {
      System.setErr(usual);
    }
    assertThat(said.toString(UTF_8))
        .startsWith(
            "adversary: adversaries[0].behaviour is \"equivocate\"; allowed: one of silence");
    assertThat(files.node(0).resolve("log")).isDirectory();
    assertThat(files.node(0).resolve("data")).doesNotExist();
  }
}

package org.medchain.cluster.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ClusterPlan;
import org.medchain.experiments.config.UserInputException;

/** Parts of a trace put together (CLUSTER-3). */
class TraceMergeTest {
  @TempDir private static Path temp;

  private static ClusterFolder folder;

  private static String line(long ns, int node, String action) {
    return ns + " {\"n\":0,\"node\":" + node + ",\"action\":\"" + action + "\"}\n";
  }

  private static ClusterPlan traced(ClusterPlan plan) {
    return new ClusterPlan(
        plan.nodes(),
        plan.followers(),
        plan.clients(),
        plan.window(),
        plan.consensus(),
        new ClusterPlan.ProcessPlan(true, true, false, List.of()),
        plan.terms());
  }

  @BeforeEach
  void parts() throws IOException {
    if (folder == null) {
      folder = ClusterFolder.create(temp.resolve("c"), traced(ClusterPlan.of(4)));
    }
    write(0, line(10, 0, "A") + line(10, 0, "B") + line(30, 0, "C"));
    write(1, line(9, 1, "D") + line(20, 1, "E"));
    write(2, "");
    write(3, line(11, 3, "F"));
  }

  private static void write(int node, String text) throws IOException {
    Files.writeString(folder.node(node).resolve("trace.part"), text);
  }

  private static List<String> merged() throws UserInputException, IOException {
    Path out = temp.resolve("out").resolve("trace.jsonl");
    TraceMerge.merge(folder, out);
    return Files.readAllLines(out);
  }

  @Test
  void theOrderIsThatOfTimeAndThenOfTheNode() throws UserInputException, IOException {
    List<String> lines = merged();

    assertThat(lines.get(0))
        .startsWith("{\"trace\":2,\"protocol\":\"pbft\",\"nodes\":4,\"members\":[0,1,2,3]");
    assertThat(lines.subList(1, lines.size()))
        .containsExactly(
            "{\"n\":1,\"node\":1,\"action\":\"D\"}",
            "{\"n\":2,\"node\":0,\"action\":\"A\"}",
            "{\"n\":3,\"node\":0,\"action\":\"B\"}",
            "{\"n\":4,\"node\":3,\"action\":\"F\"}",
            "{\"n\":5,\"node\":1,\"action\":\"E\"}",
            "{\"n\":6,\"node\":0,\"action\":\"C\"}");
  }

  @Test
  void lineTruncatedByAKillIsDropped() throws UserInputException, IOException {
    write(3, line(11, 3, "F") + "12 {\"n\":0,\"node\":3,\"act");

    assertThat(merged()).hasSize(7);
  }

  @Test
  void corruptLineIsReportedWithItsPosition() throws IOException {
    write(3, "11 {\"n\":0,\"no\n" + line(12, 3, "F"));

    assertThatThrownBy(TraceMergeTest::merged)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("trace.part:1: this is no line");
  }

  @Test
  void nodeWithoutATraceIsNamed() throws IOException {
    Files.delete(folder.node(2).resolve("trace.part"));

    assertThatThrownBy(TraceMergeTest::merged)
        .isInstanceOf(UserInputException.class)
        .hasMessageContaining("--trace");
  }
}

package org.medchain.consensus.pbft.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.Output;

/** CONS-1: the same inputs always give the same outputs, byte by byte. */
class DeterminismTest {
  private final RecordedPbftRun run = new RecordedPbftRun();

  @Test
  void theRunHasWhatItShouldHave() {
    assertThat(run.cluster.accepted()).hasSize(5);
    for (int node = 1; node < 4; node++) {
      assertThat(run.cluster.chainOf(node)).hasSize(6);
      assertThat(run.cluster.replica(node).view()).isEqualTo(1);
      assertThat(run.cluster.replica(node).decidedHeight()).isEqualTo(5);
    }
  }

  @Test
  void replayingTheInputsGivesTheOutputs() {
    for (int node = 0; node < 4; node++) {
      assertThat(run.replay(node)).as("node %d", node).isEqualTo(outputs(run, node));
    }
  }

  /** A replica's acts depend only on its own inputs: a second cluster does the same. */
  @Test
  void anotherClusterDoesTheSame() {
    RecordedPbftRun again = new RecordedPbftRun();
    for (int node = 0; node < 4; node++) {
      assertThat(outputs(again, node)).as("node %d", node).isEqualTo(outputs(run, node));
    }
  }

  private static List<List<Output>> outputs(RecordedPbftRun run, int node) {
    return run.steps(node).stream().map(RecordingReplica.Step::outputs).toList();
  }
}

package org.medchain.node.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** NODE-6: the joint status of the nodes. */
class NodeStatusTest {
  private static long viewOfMost(long... views) {
    List<NodeStatus> all = LongStream.of(views).mapToObj(SampleStatuses::inView).toList();
    return NodeStatus.inMajorityView(all).orElseThrow().view();
  }

  @Test
  void oneAloneMakesNoView() {
    assertThat(viewOfMost(4, 5, 4, 4)).isEqualTo(4);
    assertThat(viewOfMost(4, 2, 4, 4)).isEqualTo(4);
    assertThat(viewOfMost(4, 3, 4)).as("one is gone").isEqualTo(4);
    assertThat(viewOfMost(7, 7, 9, 2, 7, 7, 8)).isEqualTo(7);
    assertThat(viewOfMost(3)).isEqualTo(3);
    assertThat(NodeStatus.inMajorityView(List.of())).isEmpty();
  }
}

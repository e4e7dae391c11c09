package org.medchain.node.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * OPS-23: a line for each change, with the reason.
 *
 * <p>NODE-6: what the nodes say together.
 */
class ReadinessLogTest {
  private NodeState last = NodeState.STARTING;

  private final List<String> lines = new ArrayList<>();

  private void sees(NodeState state, String reason) {
    new Readiness(0, OptionalLong.empty(), 0, false, state, 0, reason)
        .news(last)
        .ifPresent(lines::add);
    last = state;
  }

  @Test
  void changesAreLoggedOnce() {
    sees(NodeState.STARTING, "has not looked around yet");
    sees(NodeState.ISOLATED, "reaches 1 of the 3 members of a quorum");
    sees(NodeState.ISOLATED, "reaches 2 of the 3 members of a quorum");
    sees(NodeState.READY, "");
    sees(NodeState.READY, "");
    sees(NodeState.SYNCING, "9 blocks behind height 10");
    sees(NodeState.SYNCING, "8 blocks behind height 10");
    sees(NodeState.READY, "");

    assertThat(lines)
        .containsExactly(
            "not ready: reaches 1 of the 3 members of a quorum",
            "ready",
            "no longer ready: 9 blocks behind height 10",
            "ready");
  }

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

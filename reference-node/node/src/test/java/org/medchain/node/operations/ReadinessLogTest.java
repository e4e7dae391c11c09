package org.medchain.node.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** OPS-23: a line for each change, with the reason. */
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
}

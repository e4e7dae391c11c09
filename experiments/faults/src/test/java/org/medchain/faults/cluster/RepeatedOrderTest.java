package org.medchain.faults.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.medchain.node.transport.RefusedException;

/** FAULT-28: an operator's order under faults is carried out once, however late its answer is. */
class RepeatedOrderTest {
  private final IOException refused = refusal("the ledger did not answer");
  private final IOException done = refusal("the key is revoked already");
  private final IOException late = new IOException("no reply");

  private static IOException refusal(String why) {
    return new IOException("refused", new ExecutionException(new RefusedException(why)));
  }

  /** How often it is given until it is carried out; after these failures it succeeds. */
  private int timesGiven(long limitNs, List<IOException> outcomes) throws Exception {
    Deque<IOException> left = new ArrayDeque<>(outcomes);
    int[] given = {0};
    new RepeatedOrder(limitNs, 1)
        .carryOut(
            () -> {
              given[0]++;
              if (!left.isEmpty()) {
                throw left.remove();
              }
            },
            refusal -> refusal.contains("already"));
    return given[0];
  }

  @Test
  void aRefusalThatSaysSoMeansThatItIsDone() throws Exception {
    long second = 1_000_000_000L;
    assertThat(timesGiven(second, List.of())).isEqualTo(1);
    assertThat(timesGiven(second, List.of(late, late))).isEqualTo(3);
    assertThat(timesGiven(second, List.of(late, done, late))).isEqualTo(2);
    assertThat(timesGiven(second, List.of(refused, done, late))).isEqualTo(2);
    assertThat(timesGiven(second, List.of(refused, refused))).isEqualTo(3);
    assertThatThrownBy(() -> timesGiven(-1, List.of(refused))).isSameAs(refused);
  }
}

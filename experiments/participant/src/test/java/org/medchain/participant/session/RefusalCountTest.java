package org.medchain.participant.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.medchain.data.Bytes;
import org.medchain.data.PublicKey;

/** PROC-4: one node's refusal is its word alone, f + 1 of them hold. */
class RefusalCountTest {
  private static PublicKey node(int number) {
    byte[] key = new byte[32];
    key[0] = (byte) number;
    return new PublicKey(Bytes.of(key));
  }

  @Test
  void differentNodesCountOnceEachAndForOneRequest() {
    RefusalCount count = new RefusalCount(2);
    CompletableFuture<String> refused = count.begin();
    count.add(node(1), "no");
    count.add(node(1), "no again");
    assertThat(refused).isNotDone();
    assertThat(count.last()).contains("no again");

    CompletableFuture<String> next = count.begin();
    assertThat(count.last()).isEmpty();
    count.add(node(2), "no");
    assertThat(next).isNotDone();
    count.add(node(1), "never");
    assertThat(next).isCompletedWithValue("never");
    assertThat(refused).isNotDone();
  }
}

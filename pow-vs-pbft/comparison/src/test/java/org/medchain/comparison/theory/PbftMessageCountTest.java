package org.medchain.comparison.theory;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.math3.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.medchain.comparison.theory.PbftMessageCount.RequestAddressees;

/** CMP-20: the counts against every pair of sender and receiver. */
class PbftMessageCountTest {
  @Property(seed = "5551", tries = 50)
  void countsArePairsOfSenderAndReceiver(@ForAll @IntRange(min = 4, max = 100) int replicas) {
    long prePrepares = 0;
    long prepares = 0;
    long commits = 0;
    for (int from = 0; from < replicas; from++) {
      for (int to = 0; to < replicas; to++) {
        boolean other = from != to;
        prePrepares += other && from == 0 ? 1 : 0;
        prepares += other && from != 0 ? 1 : 0;
        commits += other ? 1 : 0;
      }
    }
    PbftMessageCount traffic = new PbftMessageCount(replicas, RequestAddressees.TO_ALL);
    assertThat(traffic.prePrepares()).isEqualTo(prePrepares);
    assertThat(traffic.prepares()).isEqualTo(prepares);
    assertThat(traffic.commits()).isEqualTo(commits);
    assertThat(traffic.messagesPerBlock()).isEqualTo(2L * replicas * (replicas - 1));
  }

  /** Castro and Liskov 1999, §4.2, counted by hand for n = 4. */
  @Test
  void fourReplicasByHand() {
    PbftMessageCount traffic = new PbftMessageCount(4, RequestAddressees.TO_PRIMARY);
    assertThat(traffic.prePrepares()).isEqualTo(3);
    assertThat(traffic.prepares()).isEqualTo(9);
    assertThat(traffic.commits()).isEqualTo(12);
    assertThat(traffic.messagesPerRequest(1)).isEqualTo(new BigFraction(24 + 1 + 4));
    assertThat(traffic.messagesPerRequest(100)).isEqualTo(new BigFraction(24, 100).add(5));
    assertThat(new PbftMessageCount(4, RequestAddressees.TO_ALL).messagesPerRequest(1))
        .isEqualTo(new BigFraction(32));
  }
}

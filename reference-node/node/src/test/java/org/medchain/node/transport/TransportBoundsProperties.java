package org.medchain.node.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.medchain.data.PublicKey;

/** Pauses between attempts, connections of one peer, and bounds that make no sense. */
final class TransportBoundsProperties {
  /** CONN-12. */
  @Property
  void pausesGrowToTheirMostAndBeginAgain(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 500) int firstMs,
      @ForAll @IntRange(min = 1, max = 100) int times) {
    Duration first = Duration.ofMillis(firstMs);
    Duration most = first.multipliedBy(times);
    ExponentialBackoff backOff = new ExponentialBackoff(first, most, new SplittableRandom(seed));
    for (int round = 0; round < 2; round++) {
      long whole = first.toNanos();
      for (int i = 0; i < 12; i++) {
        assertThat(backOff.nextNsDelay()).isBetween(whole - whole / 2, whole);
        whole = Math.min(2 * whole, most.toNanos());
      }
      backOff.reset();
    }
  }

  /** CONN-6: of the two directions exactly one is to stay, and both sides name the same. */
  @Property
  void bothSidesPreferTheSameConnection(
      @ForAll @IntRange(min = 1, max = 100) int one,
      @ForAll @IntRange(min = 1, max = 99) int more) {
    PublicKey own = TransportTestNode.key(one);
    PublicKey other = TransportTestNode.key(one + more);
    assertThat(LinkTable.preferred(own, other, true))
        .isNotEqualTo(LinkTable.preferred(own, other, false));
    assertThat(LinkTable.preferred(own, other, true))
        .isEqualTo(LinkTable.preferred(other, own, false));
  }

  /** CONN-10. */
  @Example
  void theConnectionsOfOnePeerAreBounded() {
    LinkTable links = new LinkTable(TransportTestNode.key(1), 2);
    assertThat(links.tryCount(TransportTestNode.key(2))).isTrue();
    assertThat(links.tryCount(TransportTestNode.key(2))).isTrue();
    assertThat(links.tryCount(TransportTestNode.key(2))).isFalse();
    assertThat(links.tryCount(TransportTestNode.key(3))).isTrue();
    links.connectionClosed(TransportTestNode.key(2));
    assertThat(links.tryCount(TransportTestNode.key(2))).isTrue();
  }
}

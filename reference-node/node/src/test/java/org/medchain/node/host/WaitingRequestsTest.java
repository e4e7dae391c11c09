package org.medchain.node.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.Signature;
import org.medchain.network.Envelope;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.PeerLink;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.turns.RoundRobinQueue;

/** NODE-3: a client that floods delays its own requests only. */
class WaitingRequestsTest {
  private static final int MOST = 10;

  private final RoundRobinQueue<PeerLink, Envelope> waiting =
      queue(new RoundRobinQueue.Bounds(MOST, 1 << 20, Integer.MAX_VALUE, 16 << 20));

  private record NamedLink(int number) implements PeerLink {
    @Override
    public Peer peer() {
      return new Peer(key(number), PeerRole.AGENCY, BigInteger.ONE);
    }

    @Override
    public boolean send(Envelope envelope) {
      return true;
    }

    @Override
    public void close(String reason) {}
  }

  private static RoundRobinQueue<PeerLink, Envelope> queue(RoundRobinQueue.Bounds bounds) {
    return new RoundRobinQueue<>(bounds, RoundRobinQueue.Loser.NEWEST);
  }

  private static boolean add(
      RoundRobinQueue<PeerLink, Envelope> queue, Envelope envelope, int sender) {
    return queue.add(new NamedLink(sender), envelope, ReplicaHost.cost(envelope)).kept();
  }

  private static PublicKey key(int number) {
    return new PublicKey(Hash.of(Bytes.utf8("link " + number)).toBytes());
  }

  private static Envelope envelope(int number) {
    return new Envelope(1, key(0), Bytes.utf8("request " + number), Signature.NONE);
  }

  /**
   * NODE-23: no order of arrivals exceeds the bytes, and the sender with least loses nothing to
   * others.
   */
  @Property(tries = 300)
  void theBytesOfAllAreBounded(@ForAll @Size(max = 80) List<@IntRange(max = 4) Integer> senders) {
    RoundRobinQueue<PeerLink, Envelope> small =
        queue(new RoundRobinQueue.Bounds(1000, 40_000, Integer.MAX_VALUE, 60_000));
    Envelope large = new Envelope(1, key(0), Bytes.of(new byte[5_000]), Signature.NONE);
    for (int sender : senders) {
      // Number 4 asks for little, and is always given room.
      Envelope asked = sender == 4 ? envelope(sender) : large;
      boolean kept = add(small, asked, sender);
      assertThat(kept || sender != 4).isTrue();
      assertThat(small.bytes()).isLessThanOrEqualTo(60_000);
    }
    long little = senders.stream().filter(sender -> sender == 4).count();
    long found = 0;
    while (small.size() > 0) {
      RoundRobinQueue.Next<PeerLink, Envelope> next = small.poll().orElseThrow();
      found += ((NamedLink) next.sender()).number() == 4 ? 1 : 0;
    }
    assertThat(found).isEqualTo(little);
    assertThat(small.bytes()).isZero();
  }

  @Test
  void requestsOfAClosedConnectionAreDropped() {
    add(waiting, envelope(1), 1);
    add(waiting, envelope(2), 2);
    waiting.removeIf(new NamedLink(1), any -> true);
    assertThat(waiting.size()).isEqualTo(1);
    assertThat(waiting.poll().orElseThrow().value()).isEqualTo(envelope(2));
    assertThat(waiting.poll()).isEmpty();
    waiting.removeIf(new NamedLink(3), any -> true);
  }
}

package org.medchain.node.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medchain.network.Envelope;

/** Sent frames arrive, in order, with and without native code (CONN-1, CONN-5, CONN-8). */
final class FrameExchangeTest {
  private final TestAuthority authority = new TestAuthority();

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void framesArriveInTheOrderOfSending(boolean nativeCode) {
    TransportTestNode.TransportTestPlan first =
        new TransportTestNode.TransportTestPlan(authority, 1);
    TransportTestNode.TransportTestPlan second =
        new TransportTestNode.TransportTestPlan(authority, 2);
    if (!nativeCode) {
      first.withoutNativeCode();
    }
    try (TransportTestNode a = first.start();
        TransportTestNode b = second.start()) {
      a.join(b);
      PeerLink link = a.linkTo(b);
      for (int i = 0; i < 2_000; i++) {
        int size = i % 100 == 0 ? 100_000 : i % 700;
        Envelope message = a.message(i, size);
        Eventually.until("room in the queue", () -> link.send(message));
      }
      Eventually.until("all came", () -> b.received.size() == 2_000);

      assertThat(b.received.stream().map(TransportTestNode::number))
          .containsExactlyElementsOf(LongStream.range(0, 2_000).boxed().toList());
      assertThat(b.drained.get()).isBetween(1L, 2_000L);
    }
  }

  @Test
  void aBroadcastReachesAllFromTheLoopAndFromElsewhere() {
    try (TransportTestNode a = new TransportTestNode.TransportTestPlan(authority, 1).start();
        TransportTestNode b = new TransportTestNode.TransportTestPlan(authority, 2).start();
        TransportTestNode c = new TransportTestNode.TransportTestPlan(authority, 3).start()) {
      a.join(b);
      c.join(a);
      broadcast(a, a.message(1, 300));
      a.loop.execute(
          () -> {
            Envelope same = a.message(2, 300);
            broadcast(a, same);
            broadcast(a, a.message(3, 30_000));
            a.transport.flush();
          });
      Eventually.until("both have both", () -> b.received.size() == 3 && c.received.size() == 3);

      assertThat(b.received).containsExactlyElementsOf(c.received);
      assertThat(b.transport.peers().getFirst().key()).isEqualTo(a.key);
    }
  }

  private static void broadcast(TransportTestNode from, Envelope message) {
    from.transport.links().forEach(link -> link.send(message));
  }
}

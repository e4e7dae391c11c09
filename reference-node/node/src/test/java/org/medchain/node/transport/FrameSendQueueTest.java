package org.medchain.node.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medchain.network.Envelope;
import org.medchain.node.transport.tls.TlsCredentials;

/**
 * One peer that does not read costs the others nothing, and this process a bounded share (NODE-3).
 *
 * <p>What is sent arrives, in order, with and without native code (CONN-1, CONN-5, CONN-8).
 */
final class FrameSendQueueTest {
  private static final int QUEUE = 1 << 18;

  private final TestAuthority authority = new TestAuthority();

  private TransportTestNode start(TestTransportOptions options) {
    return new TransportTestNode.TransportTestPlan(authority, 1)
        .options(options.queueBytes(QUEUE))
        .start();
  }

  private RawTlsPeer reader(TransportTestNode node) throws Exception {
    TlsCredentials credentials = authority.issue(TransportTestNode.key(3), PeerRole.ENTITY);
    return RawTlsPeer.greeted(node.address, credentials, TransportTestNode.key(3));
  }

  /** CONN-9: counted, not timed: everything sent to the peer that reads arrives. */
  @Test
  void theQueueOfASlowReaderIsBoundedAndOthersDoNotWait() throws Exception {
    try (TransportTestNode a = start(TestTransportOptions.few());
        TransportTestNode b = new TransportTestNode.TransportTestPlan(authority, 2).start();
        RawTlsPeer slow = reader(a)) {
      a.join(b);
      Eventually.until("both", () -> a.transport.links().size() == 2);
      PeerLink fast = a.linkTo(b);
      PeerLink stuck = a.transport.link(TransportTestNode.key(3)).orElseThrow();
      int refused = 0;
      int sent = 0;
      // Sockets hold a few megabytes before the queue fills.
      while (refused < 1000) {
        for (int i = 0; i < 40; i++, sent++) {
          Envelope message = a.message(sent, 4000);
          assertThat(fast.send(message)).isTrue();
          refused += stuck.send(message) ? 0 : 1;
          assertThat(a.transport.queuedBytes(TransportTestNode.key(3))).isLessThanOrEqualTo(QUEUE);
        }
        int all = sent;
        Eventually.until("the fast one has all", () -> b.received.size() == all);
      }
      assertThat(a.figure("medchain.transport.dropped", "out")).isEqualTo(refused);
      assertThat(a.transport.queuedBytes(TransportTestNode.key(3))).isPositive();
      assertThat(a.transport.queuedBytes(b.key)).isZero();
      slow.send(FrameCodec.encode(new Frame.Heartbeat()));
    }
  }

  /** CONN-9: from the thread of connections as from any other. */
  @Test
  void aBurstBeyondTheQueueIsDroppedFromTheLoopToo() {
    try (TransportTestNode a = start(TestTransportOptions.few());
        TransportTestNode b = new TransportTestNode.TransportTestPlan(authority, 2).start()) {
      a.join(b);
      int[] taken = new int[1];
      a.loop
          .submit(
              () -> {
                while (a.linkTo(b).send(a.message(taken[0], 10_000))) {
                  taken[0]++;
                }
              })
          .syncUninterruptibly();
      Eventually.until("what was taken came", () -> b.received.size() == taken[0]);

      assertThat(taken[0])
          .isEqualTo(
              QUEUE / FrameCodec.encode(new Frame.EnvelopeFrame(a.message(0, 10_000))).length);
      assertThat(a.linkTo(b).send(a.message(0, 1 << 18))).isFalse();
    }
  }

  /** CONN-11. */
  @Test
  void whoTakesNothingForTooLongIsClosed() throws Exception {
    TestTransportOptions hurried =
        TestTransportOptions.few().idle(Duration.ofMillis(100), Duration.ofMillis(800));
    try (TransportTestNode a = start(hurried);
        RawTlsPeer stuck = reader(a)) {
      Eventually.until("open", () -> a.transport.link(TransportTestNode.key(3)).isPresent());
      PeerLink link = a.transport.link(TransportTestNode.key(3)).orElseThrow();
      byte[] beat = FrameCodec.encode(new Frame.Heartbeat());
      Eventually.until(
          "closed, though it shows signs of life",
          () -> {
            boolean unused = link.send(a.message(0, 100_000));
            try {
              stuck.send(beat);
            } catch (java.io.IOException e) {
              // It is closed already.
            }
            return a.closedFor(CloseReason.STALLED) == 1;
          });
      Eventually.until("told", () -> a.closed.get() == 1);
      assertThat(link.send(a.message(0, 10))).isFalse();
    }
  }

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

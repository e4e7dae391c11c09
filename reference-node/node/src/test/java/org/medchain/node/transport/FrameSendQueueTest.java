package org.medchain.node.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.medchain.network.Envelope;
import org.medchain.node.transport.tls.TlsCredentials;

/**
 * One peer that does not read costs the others nothing, and this process a bounded share (NODE-3).
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
}

package org.medchain.node.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.medchain.node.transport.tls.TlsCredentials;

/** How links begin, are kept, come back and end. */
final class LinkLifecycleTest {
  private final TestAuthority authority = new TestAuthority();

  private TransportTestNode.TransportTestPlan plan(int number) {
    return new TransportTestNode.TransportTestPlan(authority, number);
  }

  /** CONN-6. */
  @RepeatedTest(8)
  void twoThatConnectAtOnceEndWithOneLink() {
    try (TransportTestNode a = plan(1).start();
        TransportTestNode b = plan(2).start()) {
      a.connect(b);
      b.connect(a);
      // Once one side has a link and no other socket, it neither dials nor takes another.
      Eventually.until("one connection at a", () -> a.hasNothingButALinkTo(b));
      Eventually.until("one connection at b", () -> b.hasNothingButALinkTo(a));
      PeerLink kept = a.linkTo(b);
      long opened = a.opened.get() + b.opened.get();
      for (int i = 0; i < 100; i++) {
        assertThat(kept.send(a.message(i, 100))).isTrue();
      }
      Eventually.until("all came", () -> b.received.size() == 100);

      assertThat(a.transport.link(b.key)).containsSame(kept);
      assertThat(a.opened.get() + b.opened.get()).isEqualTo(opened);
    }
  }

  /** NODE-4, CONN-12. */
  @Test
  void restartedListenerIsReconnected() {
    try (TransportTestNode a = plan(1).start()) {
      TransportTestNode b = plan(2).start();
      a.join(b);
      b.close();
      Eventually.until("the link ended", () -> a.closed.get() == 1);
      a.awaitClosedFor(CloseReason.UNREACHABLE);
      try (TransportTestNode again = plan(2).start()) {
        // The same port may already be taken, so the address is announced again.
        a.connect(again);
        PeerLink link = a.linkTo(again);
        assertThat(link.send(a.message(1, 10))).isTrue();
        Eventually.until("it came", () -> again.received.size() == 1);
        assertThat(a.opened.get()).isEqualTo(2);
      }
    }
  }

  /** CONN-12. */
  @Test
  void aLostConnectionIsMadeAgainUntilItIsCancelled() {
    try (TransportTestNode a = plan(1).start();
        TransportTestNode b = plan(2).start()) {
      a.join(b);
      for (int i = 1; i <= 3; i++) {
        int times = i;
        b.linkTo(a).close("for a test");
        Eventually.until("a new link", () -> a.opened.get() == times + 1);
      }
      a.transport.disconnect(b.key);
      Eventually.until("none", () -> a.closed.get() == 4 && b.transport.links().isEmpty());

      assertThat(b.closedFor(CloseReason.HOST)).isEqualTo(3);
      assertThat(a.closedFor(CloseReason.HOST)).isEqualTo(1);
    }
  }

  /** CONN-15. */
  @Test
  void aRevokedPeerIsClosedAndAnotherIsNot() {
    try (TransportTestNode a = plan(1).start();
        TransportTestNode b = plan(2).start();
        TransportTestNode c = plan(3).start()) {
      a.join(b);
      a.join(c);
      authority.revoke(b.credentials.chain().getFirst().getSerialNumber());
      a.transport.recheckAdmission();
      a.awaitClosedFor(CloseReason.REVOKED);
      a.awaitClosedFor(CloseReason.REFUSED);

      assertThat(a.transport.link(b.key)).isEmpty();
      assertThat(a.transport.link(c.key)).isPresent();
      assertThat(a.closed.get()).isEqualTo(1);
    }
  }

  /** CONN-18: the host reports nothing; only the calendar moves. */
  @Test
  void anExpiredCertificateEndsItsOpenLinkAndNoOther() {
    TestTransportOptions frequent =
        TestTransportOptions.few().admissionInterval(Duration.ofMillis(20));
    TlsCredentials shortLived =
        authority.issue(TransportTestNode.key(2), PeerRole.CONSENSUS_NODE, Duration.ofHours(12));
    try (TransportTestNode a = plan(1).options(frequent).start();
        TransportTestNode b = plan(2).credentials(shortLived).start();
        TransportTestNode c = plan(3).start()) {
      a.join(b);
      a.join(c);
      authority.setTime(Instant.now().plus(Duration.ofHours(12)));
      a.awaitClosedFor(CloseReason.REVOKED);
      a.awaitClosedFor(CloseReason.REFUSED);

      assertThat(a.transport.link(b.key)).isEmpty();
      assertThat(a.transport.link(c.key)).isPresent();
      assertThat(a.closed.get()).isEqualTo(1);
    }
  }

  /** CONN-15. */
  @Test
  void renewedCredentialsAreShownOnNewConnections() {
    try (TransportTestNode a = plan(1).start();
        TransportTestNode b = plan(2).start()) {
      a.join(b);
      TlsCredentials renewed = authority.issue(b.key, PeerRole.CONSENSUS_NODE);
      b.transport.renew(renewed);
      a.linkTo(b).close("to see the new certificate");
      Eventually.until("a new link", () -> a.opened.get() == 2);

      assertThat(a.linkTo(b).peer().serial())
          .isEqualTo(renewed.chain().getFirst().getSerialNumber());
    }
  }

  /** CONN-11. */
  @Test
  void aSilentPeerIsClosedAndALivingOneIsKept() throws Exception {
    TestTransportOptions lively =
        TestTransportOptions.few().idle(Duration.ofMillis(100), Duration.ofMillis(1500));
    try (TransportTestNode a = plan(1).options(lively).start();
        TransportTestNode b = plan(2).options(lively).start()) {
      a.join(b);
      TlsCredentials mute = authority.issue(TransportTestNode.key(3), PeerRole.ENTITY);
      try (RawTlsPeer peer = RawTlsPeer.greeted(a.address, mute, TransportTestNode.key(3))) {
        Eventually.until("open", () -> a.opened.get() == 2);
        peer.awaitEnd();
      }
      a.awaitClosedFor(CloseReason.IDLE);

      assertThat(a.transport.link(b.key)).isPresent();
      assertThat(a.opened.get()).isEqualTo(2);
    }
  }
}

package org.medchain.node.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.node.transport.tls.TlsCredentials;

/** A peer without the wanted certificate and greeting gets no link (NODE-2, CONN-4, CONN-7). */
final class TransportHandshakeTest {
  private final TestAuthority authority = new TestAuthority();

  private TransportTestNode.TransportTestPlan plan(int number) {
    return new TransportTestNode.TransportTestPlan(authority, number);
  }

  /** Connects both ways and waits until the first ended a connection for this reason. */
  private void refused(
      TransportTestNode.TransportTestPlan first,
      TransportTestNode.TransportTestPlan second,
      CloseReason reason) {
    try (TransportTestNode a = first.start();
        TransportTestNode b = second.start()) {
      b.connect(a);
      a.awaitClosedFor(reason);
      a.connect(b);
      Eventually.until("the other way too", () -> a.closedFor(reason) + b.closedFor(reason) > 2);

      assertThat(a.opened.get()).isZero();
      if (reason != CloseReason.IDENTITY) {
        // A peer that claims a wrong key sees nothing wrong in the other's greeting.
        assertThat(b.opened.get()).isZero();
      }
    }
  }

  @Test
  void anotherChainIsRefused() {
    ChainIdentity other = new ChainIdentity(1, Hash.of(Bytes.utf8("another chain")));
    refused(plan(1), plan(2).chain(other), CloseReason.CHAIN);
  }

  @Test
  void anotherVersionIsRefused() {
    ChainIdentity other = new ChainIdentity(2, TransportTestNode.CHAIN.chain());
    refused(plan(1), plan(2).chain(other), CloseReason.VERSION);
  }

  @Test
  void aKeyThatIsNotTheCertificatesIsRefused() {
    refused(plan(1), plan(2).claiming(TransportTestNode.key(3)), CloseReason.IDENTITY);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anExpiredCertificateIsRefused(boolean nativeCode) {
    TransportTestNode.TransportTestPlan second = plan(2);
    second.credentials(
        authority.issue(TransportTestNode.key(2), PeerRole.CONSENSUS_NODE, Duration.ofDays(2)));
    refused(nativeCode ? plan(1) : plan(1).withoutNativeCode(), second, CloseReason.TLS);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aForeignCertificateIsRefused(boolean nativeCode) {
    TransportTestNode.TransportTestPlan second =
        new TransportTestNode.TransportTestPlan(new TestAuthority(), 2);
    refused(nativeCode ? plan(1) : plan(1).withoutNativeCode(), second, CloseReason.TLS);
  }

  @Test
  void anotherPeerThanExpectedIsRefused() {
    try (TransportTestNode a = plan(1).start();
        TransportTestNode b = plan(2).role(PeerRole.AGENCY).start()) {
      a.transport.connect(TransportTestNode.key(3), b.address);
      a.awaitClosedFor(CloseReason.IDENTITY);

      assertThat(a.opened.get() + b.opened.get()).isZero();
    }
  }

  /** CONN-4: a node that was replaced answers under its new key, also after a broken connection. */
  @Test
  void anotherNodeAnswersInThePlaceOfTheExpectedOne() {
    try (TransportTestNode a = plan(1).start();
        TransportTestNode b = plan(2).start()) {
      // Each round opens two links and closes them: the one that is cut and the next.
      for (int ended = 0; ended < 4; ended += 2) {
        int before = ended;
        a.transport.connect(TransportTestNode.key(3), b.address);
        PeerLink link = a.linkTo(b);

        assertThat(link.peer().key()).isEqualTo(b.key);
        assertThat(a.transport.link(TransportTestNode.key(3))).isEmpty();
        assertThat(a.transport.linkAtAddressOf(TransportTestNode.key(3))).contains(link);
        Eventually.until("the link is told", () -> a.opened.get() == before + 1);
        link.close("cut");
        Eventually.until("the cut", () -> a.closed.get() == before + 1);
        Eventually.until("the next link", () -> a.opened.get() == before + 2);
        a.transport.disconnect(TransportTestNode.key(3));
        Eventually.until("the end", () -> a.closed.get() == before + 2);
        assertThat(a.transport.links()).isEmpty();
      }
    }
  }

  @Test
  void aNodeThatReachesItselfNotices() {
    try (TransportTestNode a = plan(1).start()) {
      a.connect(a);
      a.awaitClosedFor(CloseReason.IDENTITY);

      assertThat(a.opened.get()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void olderTlsNoCertificateAndPlainTextEnd(boolean nativeCode) throws Exception {
    try (TransportTestNode a = (nativeCode ? plan(1) : plan(1).withoutNativeCode()).start()) {
      TlsCredentials mine = authority.issue(TransportTestNode.key(2), PeerRole.CONSENSUS_NODE);
      ended(a, mine, Optional.of(mine), "TLSv1.2");
      Eventually.until("TLS 1.2 ended", () -> a.closedFor(CloseReason.TLS) == 1);
      ended(a, mine, Optional.empty(), "TLSv1.3");
      Eventually.until("without certificate ended", () -> a.closedFor(CloseReason.TLS) == 2);
      try (RawTlsPeer peer = RawTlsPeer.plain(a.address)) {
        peer.send("GET / HTTP/1.1\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        peer.awaitEnd();
      }
      Eventually.until("plain text ended", () -> a.closedFor(CloseReason.TLS) == 3);

      assertThat(a.opened.get()).isZero();
    }
  }

  private static void ended(
      TransportTestNode node, TlsCredentials trust, Optional<TlsCredentials> shown, String protocol)
      throws GeneralSecurityException {
    try (RawTlsPeer peer = RawTlsPeer.tls(node.address, trust, shown, protocol)) {
      peer.awaitEnd();
    } catch (IOException e) {
      // The handshake itself failed: an end too.
    }
  }

  @Test
  void nothingIsHandledBeforeTheGreetingAndNoGreetingAfterIt() throws Exception {
    try (TransportTestNode a = plan(1).start()) {
      TlsCredentials mine = authority.issue(TransportTestNode.key(2), PeerRole.CONSENSUS_NODE);
      try (RawTlsPeer peer = RawTlsPeer.certified(a.address, mine)) {
        peer.send(FrameCodec.encode(new Frame.RequestFrame(1, 1, Bytes.EMPTY)));
        peer.awaitEnd();
      }
      Eventually.until("ended", () -> a.closedFor(CloseReason.PROTOCOL) == 1);
      assertThat(a.opened.get()).isZero();

      try (RawTlsPeer peer = RawTlsPeer.greeted(a.address, mine, TransportTestNode.key(2))) {
        peer.greet(TransportTestNode.CHAIN, TransportTestNode.key(2));
        peer.awaitEnd();
      }
      Eventually.until("ended", () -> a.closedFor(CloseReason.PROTOCOL) == 2);
      Eventually.until("told", () -> a.closed.get() == 1);
    }
  }

  @Test
  void aLongFrameEndsTheConnectionBeforeItIsRead() throws Exception {
    try (TransportTestNode a = plan(1).start()) {
      TlsCredentials mine = authority.issue(TransportTestNode.key(2), PeerRole.CONSENSUS_NODE);
      try (RawTlsPeer peer = RawTlsPeer.certified(a.address, mine)) {
        // More than a greeting may have, less than a frame may have.
        peer.send(new byte[] {0, 4, 0, 0});
        peer.awaitEnd();
      }
      Eventually.until("ended", () -> a.closedFor(CloseReason.MALFORMED) == 1);
      try (RawTlsPeer peer = RawTlsPeer.greeted(a.address, mine, TransportTestNode.key(2))) {
        peer.send(new byte[] {0, 0, 0, 0x7F});
        peer.awaitEnd();
      }
      Eventually.until("ended", () -> a.closedFor(CloseReason.MALFORMED) == 2);
    }
  }

  @Test
  void whoTakesTooLongIsNotWaitedFor() throws Exception {
    TestTransportOptions hurried =
        TestTransportOptions.few().handshakeTimeout(Duration.ofMillis(100));
    try (TransportTestNode a = plan(1).options(hurried).start();
        RawTlsPeer silent = RawTlsPeer.plain(a.address)) {
      silent.awaitEnd();
      Eventually.until("silence ended", () -> a.closedFor(CloseReason.TIMEOUT) == 1);
    }
  }

  /** Its own half of TLS has to be done in time, on a busy machine too. */
  @Test
  void silentPeerAfterTlsTimesOut() throws Exception {
    TestTransportOptions patient =
        TestTransportOptions.few().handshakeTimeout(Duration.ofSeconds(3));
    try (TransportTestNode a = plan(1).options(patient).start()) {
      TlsCredentials mine = authority.issue(TransportTestNode.key(2), PeerRole.CONSENSUS_NODE);
      try (RawTlsPeer mute = RawTlsPeer.certified(a.address, mine)) {
        mute.awaitEnd();
      }
      Eventually.until("no greeting ended", () -> a.closedFor(CloseReason.TIMEOUT) == 1);
    }
  }

  /** CONN-10, CONN-17: the one that has waited longest gives its place to the next. */
  @Test
  void unauthenticatedConnectionsAreBoundedAndReleased() throws Exception {
    try (TransportTestNode a =
            plan(1).options(TestTransportOptions.few().unauthenticated(3)).start();
        TransportTestNode b = plan(2).start()) {
      try (RawTlsPeer first = RawTlsPeer.plain(a.address);
          RawTlsPeer second = RawTlsPeer.plain(a.address);
          RawTlsPeer third = RawTlsPeer.plain(a.address);
          RawTlsPeer fourth = RawTlsPeer.plain(a.address)) {
        first.awaitEnd();
        assertThat(a.closedFor(CloseReason.EVICTED)).isEqualTo(1);
        b.connect(a);
        assertThat(b.linkTo(a).peer().key()).isEqualTo(a.key);
        second.awaitEnd();
        Eventually.until("b's place", () -> a.closedFor(CloseReason.EVICTED) == 2);
        assertThat(a.transport.sockets()).hasSize(3);
        for (RawTlsPeer each : List.of(third, fourth)) {
          each.send(new byte[] {'G'});
          each.awaitEnd();
        }
      }
      Eventually.until("they are gone", () -> a.transport.sockets().size() == 1);
      assertThat(a.closedFor(CloseReason.TLS)).isEqualTo(2);
    }
  }
}

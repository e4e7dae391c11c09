package org.medchain.node.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** How links begin, are kept, come back and end. */
final class LinkLifeTest {
  private final TestAuthority authority = new TestAuthority();

  private TestNode.Plan plan(int number) {
    return new TestNode.Plan(authority, number);
  }

  /** CONN-6. */
  @RepeatedTest(8)
  void twoThatConnectAtOnceEndWithOneLink() {
    try (TestNode a = plan(1).start();
        TestNode b = plan(2).start()) {
      a.connect(b);
      b.connect(a);
      Eventually.until(
          "one connection on either side",
          () ->
              a.opened.get() == a.closed.get() + 1
                  && b.opened.get() == b.closed.get() + 1
                  && a.transport.sockets().size() == 1
                  && b.transport.sockets().size() == 1);
      Link kept = a.linkTo(b);
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
  void aListenerThatComesBackIsFoundAgain() {
    try (TestNode a = plan(1).start()) {
      TestNode b = plan(2).start();
      a.join(b);
      b.close();
      Eventually.until("the link ended", () -> a.closed.get() == 1);
      a.awaitClosedFor(CloseReason.UNREACHABLE);
      try (TestNode again = plan(2).start()) {
        // The same port may be taken by now, so the address is told anew.
        a.connect(again);
        Link link = a.linkTo(again);
        assertThat(link.send(a.message(1, 10))).isTrue();
        Eventually.until("it came", () -> again.received.size() == 1);
        assertThat(a.opened.get()).isEqualTo(2);
      }
    }
  }

  /** CONN-12. */
  @Test
  void aLostConnectionIsMadeAgainUntilItIsNoLongerWanted() {
    try (TestNode a = plan(1).start();
        TestNode b = plan(2).start()) {
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
    try (TestNode a = plan(1).start();
        TestNode b = plan(2).start();
        TestNode c = plan(3).start()) {
      a.join(b);
      a.join(c);
      authority.revoke(b.credentials.chain().getFirst().getSerialNumber());
      a.transport.reconsider();
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
    try (TestNode a = plan(1).start();
        TestNode b = plan(2).start()) {
      a.join(b);
      Credentials renewed = authority.issue(b.key, PeerRole.CONSENSUS_NODE);
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
    Options lively = Options.few().idle(Duration.ofMillis(100), Duration.ofMillis(1500));
    try (TestNode a = plan(1).options(lively).start();
        TestNode b = plan(2).options(lively).start()) {
      a.join(b);
      Credentials mute = authority.issue(TestNode.key(3), PeerRole.ENTITY);
      try (RawPeer peer = RawPeer.greeted(a.address, mute, TestNode.key(3))) {
        Eventually.until("open", () -> a.opened.get() == 2);
        peer.awaitEnd();
      }
      a.awaitClosedFor(CloseReason.IDLE);

      assertThat(a.transport.link(b.key)).isPresent();
      assertThat(a.opened.get()).isEqualTo(2);
    }
  }

  /** CONN-9. */
  @Test
  void aRoleThatIsNotReadForAWhileWaitsAndTheOthersDoNot() {
    try (TestNode a = plan(1).start();
        TestNode agency = plan(2).role(PeerRole.AGENCY).start();
        TestNode member = plan(3).start()) {
      a.join(agency);
      a.join(member);
      a.transport.stopReading(Set.of(PeerRole.AGENCY));
      a.loops.first().submit(() -> {}).syncUninterruptibly();
      for (int i = 0; i < 50; i++) {
        assertThat(agency.linkTo(a).send(agency.message(i, 10_000))).isTrue();
        assertThat(member.linkTo(a).send(member.message(i, 10_000))).isTrue();
      }
      Eventually.until("the member's came", () -> count(a, member) == 50);
      assertThat(count(a, agency)).isLessThan(50);

      a.transport.stopReading(Set.of());
      Eventually.until("the agency's too", () -> count(a, agency) == 50);
    }
  }

  private static long count(TestNode at, TestNode from) {
    return at.received.stream().filter(each -> each.sender().equals(from.key)).count();
  }
}

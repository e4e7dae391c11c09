package org.medchain.node.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.junit.jupiter.api.Test;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.Signature;
import org.medchain.network.Envelope;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.PeerLink;
import org.medchain.node.transport.PeerRole;

/** NODE-19, NODE-20: the table's decisions are carried out before anything is decoded. */
class LinkAdmissionTest {
  private static final long SECOND_NS = 1_000_000_000L;

  private final List<String> handled = new ArrayList<>();
  private final PriorityQueue<DelayedTask> tasks = new PriorityQueue<>();
  private PeerStanding standing = PeerStanding.MEMBER;
  private final LinkAdmission admission =
      new LinkAdmission(
          peer -> this.standing,
          () -> this.nowNs,
          (task, delayNs) -> tasks.add(new DelayedTask(this.nowNs + delayNs, task)),
          (kind, envelope, from) -> handled.add(kind + " " + envelope.body().size()),
          new SimpleMeterRegistry());
  private long nowNs;

  private record DelayedTask(long atNs, Runnable task) implements Comparable<DelayedTask> {
    @Override
    public int compareTo(DelayedTask other) {
      return Long.compare(atNs, other.atNs);
    }
  }

  private static final class ClosableLink implements PeerLink {
    private final Peer peer;
    private Optional<String> closed = Optional.empty();

    ClosableLink(String name, PeerRole role) {
      peer = new Peer(key(name), role, BigInteger.ONE);
    }

    @Override
    public Peer peer() {
      return peer;
    }

    @Override
    public boolean send(Envelope envelope) {
      return true;
    }

    @Override
    public void close(String reason) {
      closed = Optional.of(reason);
    }
  }

  private static PublicKey key(String name) {
    return new PublicKey(Hash.of(Bytes.utf8(name)).toBytes());
  }

  private static Envelope of(MessageKind kind, String sender, int size) {
    return new Envelope(kind.code(), key(sender), Bytes.of(new byte[size]), Signature.NONE);
  }

  private void runUntil(long endNs) {
    while (!tasks.isEmpty() && tasks.element().atNs() <= endNs) {
      DelayedTask next = tasks.remove();
      nowNs = next.atNs();
      next.task().run();
    }
    nowNs = endNs;
  }

  @Test
  void whoSendsWhatNoPeerOfItsRoleSendsIsCutOff() {
    for (PeerRole role : PeerRole.values()) {
      ClosableLink link = new ClosableLink("peer", role);
      admission.received(of(MessageKind.STATUS, "peer", 8), link);
      assertThat(link.closed.isEmpty()).isEqualTo(role.isNode());
    }
    ClosableLink light = new ClosableLink("peer", PeerRole.LIGHT_CLIENT);
    admission.received(of(MessageKind.STATUS, "peer", 8), light);
    assertThat(light.closed).contains("a status that no LIGHT_CLIENT sends");
    assertThat(handled).hasSize(2);
  }

  @Test
  void codesWithoutMeaningCutOff() {
    ClosableLink link = new ClosableLink("peer", PeerRole.CONSENSUS_NODE);
    admission.received(new Envelope(99, key("peer"), Bytes.EMPTY, Signature.NONE), link);
    assertThat(link.closed).contains("no message has the code 99");
  }

  /** A replica's message counts from its own link; a NEW-VIEW and requests are relayed. */
  @Test
  void nobodySpeaksInAnothersName() {
    for (MessageKind kind : MessageKind.values()) {
      ClosableLink link = new ClosableLink("peer", PeerRole.CONSENSUS_NODE);
      handled.clear();
      admission.received(of(kind, "another", 8), link);
      assertThat(link.closed.isPresent()).as(kind.name()).isEqualTo(kind.isSignedByItsSender());
      link.closed.ifPresent(reason -> assertThat(reason).contains("signed by"));
      assertThat(handled.isEmpty()).as(kind.name()).isEqualTo(kind.isSignedByItsSender());
    }
  }

  /** A participant's own client cannot have others' replies sent to itself. */
  @Test
  void onlyAgenciesAndNodesRelayRequests() {
    for (PeerRole role : PeerRole.values()) {
      handled.clear();
      ClosableLink link = new ClosableLink("peer", role);
      admission.received(of(MessageKind.REQUEST, "another", 8), link);
      boolean relays = role == PeerRole.AGENCY || role.isNode();
      assertThat(handled.size()).as(role.name()).isEqualTo(relays ? 1 : 0);
      admission.received(of(MessageKind.REQUEST, "peer", 8), link);
      assertThat(handled.size()).as(role.name()).isEqualTo(relays ? 2 : 1);
      assertThat(link.closed).isEmpty();
    }
  }

  /** The newest question of each kind waits; nobody is answered faster than the rate. */
  @Test
  void questionsAreAnsweredAtABoundedRateAndTheNewestIsNotLost() {
    ClosableLink link = new ClosableLink("peer", PeerRole.FOLLOWING_NODE);
    for (int size = 1; size <= 1000; size++) {
      admission.received(of(MessageKind.STATUS, "peer", size % 500), link);
    }
    admission.received(of(MessageKind.FETCH_BLOCK, "peer", 7), link);
    assertThat(handled).hasSize((int) LinkBudget.MESSAGES_PER_SECOND);
    runUntil(SECOND_NS);
    assertThat(handled)
        .hasSize((int) LinkBudget.MESSAGES_PER_SECOND + 2)
        .endsWith("STATUS 0", "FETCH_BLOCK 7");

    ClosableLink other = new ClosableLink("other", PeerRole.FOLLOWING_NODE);
    admission.received(of(MessageKind.STATUS, "other", 3), other);
    assertThat(handled).endsWith("STATUS 3");
  }

  /** Bytes sent in answer are paid for. */
  @Test
  void answersAreBoundedInBytes() {
    ClosableLink link = new ClosableLink("peer", PeerRole.CONSENSUS_NODE);
    admission.received(of(MessageKind.FETCH_SNAPSHOT, "peer", 1), link);
    admission.sent(link, (int) (3 * LinkBudget.BYTES_PER_SECOND));
    admission.received(of(MessageKind.FETCH_SNAPSHOT, "peer", 2), link);
    assertThat(handled).containsExactly("FETCH_SNAPSHOT 1");
    runUntil(SECOND_NS);
    assertThat(handled).hasSize(1);
    runUntil(3 * SECOND_NS);
    assertThat(handled).containsExactly("FETCH_SNAPSHOT 1", "FETCH_SNAPSHOT 2");
  }

  @Test
  void nothingWaitsForALinkThatEnded() {
    ClosableLink link = new ClosableLink("peer", PeerRole.CONSENSUS_NODE);
    for (int i = 0; i < 300; i++) {
      admission.received(of(MessageKind.STATUS, "peer", i), link);
    }
    int before = handled.size();
    admission.closed(link);
    runUntil(SECOND_NS);
    assertThat(handled).hasSize(before);
    assertThat(tasks).isEmpty();
  }

  /** Long ones are not questions, and are dropped: waiting ones have a bound in bytes. */
  @Test
  void whatWaitsIsSmall() {
    standing = PeerStanding.CERTIFIED;
    ClosableLink link = new ClosableLink("peer", PeerRole.FOLLOWING_NODE);
    for (int i = 0; i < 300; i++) {
      admission.received(of(MessageKind.DECIDED_BLOCK, "peer", 1 << 16), link);
    }
    assertThat(handled).hasSize((int) LinkBudget.MESSAGES_PER_SECOND);
    assertThat(tasks).isEmpty();
  }
}

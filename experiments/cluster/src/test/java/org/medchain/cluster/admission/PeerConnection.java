package org.medchain.cluster.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.EnumSet;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.data.Bytes;
import org.medchain.data.PublicKey;
import org.medchain.data.Signature;
import org.medchain.network.Envelope;
import org.medchain.node.admission.AdmissionOutcome;
import org.medchain.node.admission.AdmissionTable;
import org.medchain.node.admission.CallKind;
import org.medchain.node.admission.MessageKind;
import org.medchain.node.admission.PeerStanding;
import org.medchain.node.agency.ServedClientRegistry;
import org.medchain.node.host.FullNode;
import org.medchain.node.host.MemberTransport;
import org.medchain.node.identity.Identity;
import org.medchain.node.transport.ConnectionLoop;
import org.medchain.node.transport.LinkListener;
import org.medchain.node.transport.PeerLink;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.Transport;
import org.medchain.node.transport.TransportOptions;

/** A peer's links to a real node, one after the other: all that the table has for it. */
final class PeerConnection implements LinkListener, AutoCloseable {
  private static final long LIMIT_NS = TimeUnit.MINUTES.toNanos(2);

  /** A peer of one role and standing. */
  record TablePeer(Identity identity, PeerRole role, PeerStanding standing) {}

  private final FullNode node;
  private final TablePeer peer;
  private final PublicKey key;
  private final Transport transport;

  PeerConnection(ClusterFolder files, ConnectionLoop loop, FullNode node, TablePeer peer)
      throws Exception {
    this.node = node;
    this.peer = peer;
    this.key = node.identity().ledger().publicKey();
    this.transport =
        MemberTransport.ofClient(
            TransportOptions.defaults(),
            loop,
            peer.identity(),
            files.genesis(),
            EnumSet.of(PeerRole.CONSENSUS_NODE),
            this,
            new SimpleMeterRegistry());
  }

  static void await(String what, BooleanSupplier condition) throws InterruptedException {
    long endNs = System.nanoTime() + LIMIT_NS;
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(endNs);
      TimeUnit.MILLISECONDS.sleep(1);
    }
  }

  @Override
  public void received(PeerLink link, Envelope envelope) {}

  private PeerLink link() throws InterruptedException {
    Optional<PeerLink> open = transport.link(key);
    if (open.isPresent()) {
      return open.get();
    }
    transport.disconnect(key);
    transport.connect(key, node.address());
    await("a link of " + peer, () -> transport.link(key).isPresent());
    return transport.link(key).orElseThrow();
  }

  private double count(String outcome) {
    return node.meters().counter("medchain.admission", "outcome", outcome).count();
  }

  void checkMessages() throws Exception {
    for (MessageKind kind : MessageKind.values()) {
      AdmissionOutcome expected = AdmissionTable.of(kind, peer.role(), peer.standing());
      AdmissionOutcome played =
          expected == AdmissionOutcome.LIMITED ? AdmissionOutcome.TAKEN : expected;
      assertThat(outcome(kind)).as(kind + " of " + peer).isEqualTo(played);
    }
  }

  /**
   * What becomes of a message. Other members' messages may come meanwhile, and are taken: none of
   * them is refused or closes a link.
   */
  AdmissionOutcome outcome(MessageKind kind) throws Exception {
    PeerLink link = link();
    double taken = count("taken");
    double refused = count("refused");
    double closed = count("closed");
    assertThat(link.send(empty(kind))).isTrue();
    await(
        kind + " of " + peer,
        () -> count("taken") > taken || count("refused") > refused || count("closed") > closed);
    if (count("closed") > closed) {
      await("end of the link: " + kind, () -> !transport.links().contains(link));
      return AdmissionOutcome.CLOSED;
    }
    // Comes after the message, over the same link, so that the message has been looked at.
    String after = call(CallKind.SERVE, ServedClientRegistry.PING);
    assertThat(count("closed")).as(kind + " of " + peer + ", then: " + after).isEqualTo(closed);
    return count("refused") > refused ? AdmissionOutcome.REFUSED : AdmissionOutcome.TAKEN;
  }

  /** A correct peer asks nothing of its own accord; what the node's poll answers is no message. */
  private Envelope empty(MessageKind kind) {
    return new Envelope(
        kind.code(), peer.identity().ledger().publicKey(), Bytes.EMPTY, Signature.NONE);
  }

  private String call(CallKind kind, Bytes question) throws Exception {
    return transport
        .call(key, kind.method(), question)
        .handle((answer, refusal) -> refusal == null ? "answered" : text(refusal))
        .get(2, TimeUnit.MINUTES);
  }

  void checkCalls() throws Exception {
    for (CallKind kind : CallKind.values()) {
      link();
      boolean served =
          AdmissionTable.of(kind, peer.role(), peer.standing()) == AdmissionOutcome.LIMITED;
      String reply = call(kind, Bytes.EMPTY);
      boolean notForThisRole = reply.contains("is not for " + peer.role());
      boolean notHere = reply.contains("no service here");
      assertThat(notForThisRole).as(kind + ": " + reply).isEqualTo(!served && !notHere);
    }
  }

  private static String text(Throwable refusal) {
    return refusal.getMessage() + (refusal.getCause() == null ? "" : refusal.getCause());
  }

  @Override
  public void close() {
    transport.close();
  }
}

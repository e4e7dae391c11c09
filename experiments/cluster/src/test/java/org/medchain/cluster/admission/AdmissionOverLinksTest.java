package org.medchain.cluster.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.cluster.file.NodeConfigFile;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ClusterPlan;
import org.medchain.data.Bytes;
import org.medchain.data.PublicKey;
import org.medchain.data.Signature;
import org.medchain.network.Envelope;
import org.medchain.node.admission.AdmissionOutcome;
import org.medchain.node.admission.AdmissionTable;
import org.medchain.node.admission.CallKind;
import org.medchain.node.admission.MessageKind;
import org.medchain.node.admission.PeerStanding;
import org.medchain.node.center.CertificateAuthorityFiles;
import org.medchain.node.center.CredentialFiles;
import org.medchain.node.center.Identity;
import org.medchain.node.center.LocalCertificateIssuer;
import org.medchain.node.center.Registrar;
import org.medchain.node.center.ValidityPeriods;
import org.medchain.node.host.FullNode;
import org.medchain.node.host.MemberTransport;
import org.medchain.node.host.NodePorts;
import org.medchain.node.transport.EventLoops;
import org.medchain.node.transport.Frame;
import org.medchain.node.transport.LinkListener;
import org.medchain.node.transport.PeerLink;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.Transport;

/** NODE-19: each cell of the table, over the real links of a real node. */
class AdmissionOverLinksTest {
  private static final long LIMIT_NS = TimeUnit.MINUTES.toNanos(2);

  @TempDir private Path folder;

  /** A peer of one role and standing. */
  private record TablePeer(Identity identity, PeerRole role, PeerStanding standing) {}

  private static void await(String what, BooleanSupplier condition) throws InterruptedException {
    long endNs = System.nanoTime() + LIMIT_NS;
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(endNs);
      TimeUnit.MILLISECONDS.sleep(1);
    }
  }

  private List<TablePeer> peers(ClusterFolder files) throws Exception {
    List<TablePeer> peers = new ArrayList<>();
    Identity member = CredentialFiles.read(files.node(1).resolve("credentials"));
    peers.add(new TablePeer(member, PeerRole.CONSENSUS_NODE, PeerStanding.MEMBER));
    SecureRandom random = new SecureRandom();
    try (Registrar registrar =
        Registrar.open(
            files.center(),
            CertificateAuthorityFiles.read(files.center(), new char[0], random),
            ValidityPeriods.DEFAULT,
            InstantSource.system(),
            random)) {
      LocalCertificateIssuer issuer =
          new LocalCertificateIssuer(registrar, InstantSource.system(), random);
      // The ledger may make a following node a member.
      Identity follower =
          issuer.identity(
              CredentialFiles.read(files.node(2).resolve("credentials")).ledger(),
              PeerRole.FOLLOWING_NODE,
              "n2",
              List.of());
      peers.add(new TablePeer(follower, PeerRole.FOLLOWING_NODE, PeerStanding.MEMBER));
      for (PeerRole role : PeerRole.values()) {
        String name = "peer-" + role.name().toLowerCase(Locale.ROOT).replace('_', '-');
        Identity identity =
            issuer.identity(Identity.generateLedgerKeys(random), role, name, List.of());
        peers.add(new TablePeer(identity, role, PeerStanding.CERTIFIED));
      }
    }
    return peers;
  }

  @Test
  void eachCellIsCarriedOut() throws Exception {
    ClusterFolder files = ClusterFolder.create(folder.resolve("cluster"), ClusterPlan.of(4));
    List<TablePeer> peers = peers(files);
    try (EventLoops loops = EventLoops.of(1, "peers");
        FullNode node =
            FullNode.start(
                NodeConfigFile.read(files.nodeFile(0)), NodePorts.system(), (view, height) -> {})) {
      for (TablePeer peer : peers) {
        try (PeerConnection connection = new PeerConnection(files, loops, node, peer)) {
          connection.checkMessages();
          connection.checkCalls();
        }
      }
    }
  }

  /** A peer's links to the node, one after the other. */
  private static final class PeerConnection implements LinkListener, AutoCloseable {
    private final FullNode node;
    private final TablePeer peer;
    private final PublicKey key;
    private final Transport transport;

    PeerConnection(ClusterFolder files, EventLoops loops, FullNode node, TablePeer peer)
        throws Exception {
      this.node = node;
      this.peer = peer;
      this.key = files.nodeKey(0);
      this.transport =
          MemberTransport.ofClient(
              loops,
              peer.identity(),
              files.genesis(),
              EnumSet.of(PeerRole.CONSENSUS_NODE),
              this,
              new SimpleMeterRegistry());
    }

    @Override
    public void received(PeerLink link, Frame.EnvelopeFrame frame) {}

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

    private double sum() {
      return Stream.of("taken", "limited", "refused", "closed").mapToDouble(this::count).sum();
    }

    void checkMessages() throws Exception {
      for (MessageKind kind : MessageKind.values()) {
        AdmissionOutcome expected = AdmissionTable.of(kind, peer.role(), peer.standing());
        PeerLink link = link();
        double before = sum();
        double handedOver = count("taken");
        double refused = count("refused");
        assertThat(link.send(new Frame.EnvelopeFrame(empty(kind)))).isTrue();
        await(kind + " of " + peer, () -> sum() > before);
        String cell = kind + " of " + peer.role() + ", " + peer.standing();
        boolean taken = expected == AdmissionOutcome.TAKEN || expected == AdmissionOutcome.LIMITED;
        assertThat(count("taken") > handedOver).as(cell).isEqualTo(taken);
        assertThat(count("refused") > refused)
            .as(cell)
            .isEqualTo(expected == AdmissionOutcome.REFUSED);
        if (expected == AdmissionOutcome.CLOSED) {
          await("end of the link: " + cell, () -> !transport.links().contains(link));
        }
      }
    }

    /**
     * A correct peer asks nothing of its own accord; what the node's poll answers is no message.
     */
    private Envelope empty(MessageKind kind) {
      return new Envelope(
          kind.code(), peer.identity().ledger().publicKey(), Bytes.EMPTY, Signature.NONE);
    }

    void checkCalls() throws Exception {
      for (CallKind kind : CallKind.values()) {
        link();
        boolean served =
            AdmissionTable.of(kind, peer.role(), peer.standing()) == AdmissionOutcome.LIMITED;
        String reply =
            transport
                .call(key, kind.method(), Bytes.EMPTY)
                .handle((answer, refusal) -> refusal == null ? "answered" : text(refusal))
                .get(2, TimeUnit.MINUTES);
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
}

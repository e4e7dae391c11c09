package org.medchain.node.host;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.medchain.contract.Genesis;
import org.medchain.node.admission.AdmissionTable;
import org.medchain.node.admission.CertificateAdmissionPolicy;
import org.medchain.node.admission.RevocationLookup;
import org.medchain.node.identity.Identity;
import org.medchain.node.transport.ChainIdentity;
import org.medchain.node.transport.ConnectionLoop;
import org.medchain.node.transport.LinkListener;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RpcService;
import org.medchain.node.transport.ServedCalls;
import org.medchain.node.transport.Transport;
import org.medchain.node.transport.TransportOptions;
import org.medchain.node.transport.tls.TlsCredentials;

/** The connections of a member of a chain: it shows its certificates and checks its peers'. */
public final class MemberTransport {
  private MemberTransport() {}

  /**
   * A server's: takes peers of every role, and asks at each link and at each call whether the peer
   * is revoked.
   */
  public static Transport ofServer(
      ConnectionLoop loop,
      Identity identity,
      Genesis genesis,
      InstantSource calendar,
      RevocationLookup revocations,
      LinkListener receiver,
      List<RpcService> services,
      MeterRegistry meters) {
    Set<PeerRole> all = EnumSet.allOf(PeerRole.class);
    ServedCalls served =
        new ServedCalls(
            services,
            (peer, call) -> revocations.refusal(peer).or(() -> AdmissionTable.refusal(peer, call)));
    return new Transport(
        TransportOptions.defaults(),
        loop,
        identity.credentials(),
        new ChainIdentity(FullNode.PROTOCOL_VERSION, genesis.chain()),
        identity.ledger().publicKey(),
        new CertificateAdmissionPolicy(
            identity.credentials().authority(), calendar, all, revocations),
        receiver,
        served,
        meters);
  }

  /** A client's: takes peers of these roles, has no ledger to look at and answers no questions. */
  public static Transport ofClient(
      TransportOptions options,
      ConnectionLoop loop,
      Identity identity,
      Genesis genesis,
      Set<PeerRole> peers,
      LinkListener receiver,
      MeterRegistry meters) {
    return new Transport(
        options,
        loop,
        identity.credentials(),
        new ChainIdentity(FullNode.PROTOCOL_VERSION, genesis.chain()),
        identity.ledger().publicKey(),
        new CertificateAdmissionPolicy(
            identity.credentials().authority(),
            InstantSource.system(),
            peers,
            RevocationLookup.NONE),
        receiver,
        ServedCalls.NONE,
        meters);
  }

  /**
   * Shows other credentials on connections from now on. The center connects at once, so that it
   * sees them: only then do the old ones end (CA-13).
   */
  static void renew(Transport transport, TlsCredentials credentials) {
    transport.renew(credentials);
    transport.links().stream()
        .filter(link -> link.peer().role() == PeerRole.REGULATORY_CENTER)
        .forEach(link -> link.close("this node has a new certificate"));
  }
}

package org.medchain.node.month;

import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.util.EnumSet;
import java.util.List;
import org.medchain.consensus.pbft.message.OrderedReply;
import org.medchain.contract.Operations;
import org.medchain.contract.opaque.Opaque;
import org.medchain.data.Bytes;
import org.medchain.network.Envelope;
import org.medchain.node.admission.CertificateAdmissionPolicy;
import org.medchain.node.admission.RevocationLookup;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.RpcService;

/** A client that has a request from time to time; everybody admits it. */
final class MonthClient implements MonthEndpoint {
  private final MonthMachine machine;
  private final Peer peer;
  private final MonthSession session;
  private final CertificateAdmissionPolicy policy;

  MonthClient(Month month, Operations operations, X509Certificate authority) {
    machine = month.machine();
    peer = new Peer(operations.keys().publicKey(), PeerRole.AGENCY, BigInteger.ONE);
    session = new MonthSession(month, this, operations);
    policy =
        new CertificateAdmissionPolicy(
            authority, machine, EnumSet.allOf(PeerRole.class), RevocationLookup.NONE);
  }

  Peer peer() {
    return peer;
  }

  MonthSession session() {
    return session;
  }

  void request() {
    var unused = session.submit(new Opaque(Bytes.EMPTY));
  }

  @Override
  public String name() {
    return "client";
  }

  @Override
  public MonthMachine machine() {
    return machine;
  }

  @Override
  public boolean isUp() {
    return true;
  }

  @Override
  public List<X509Certificate> chain() {
    return List.of();
  }

  @Override
  public Peer admit(List<X509Certificate> chain) throws RefusedException {
    return policy.admit(chain);
  }

  @Override
  public List<RpcService> services() {
    return List.of();
  }

  @Override
  public void opened(MonthNetwork.Link link) {
    session.resend();
  }

  @Override
  public void closed(MonthNetwork.Link link) {}

  @Override
  public void received(Envelope envelope, MonthNetwork.Link link) {}

  @Override
  public void replied(Peer node, OrderedReply reply) {
    session.replied(node.key(), reply);
  }
}

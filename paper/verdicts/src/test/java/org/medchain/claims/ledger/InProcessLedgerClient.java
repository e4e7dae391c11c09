package org.medchain.claims.ledger;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.medchain.data.Bytes;
import org.medchain.data.PublicKey;
import org.medchain.node.admission.AdmissionTable;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.RpcClient;
import org.medchain.node.transport.RpcMethod;
import org.medchain.node.transport.RpcService;

/**
 * Calls the services of one ledger's node in this process, with the bytes of questions and replies
 * as over a connection, and counts those of the replies.
 */
public final class InProcessLedgerClient implements RpcClient {
  private final Peer self;
  private final Peer server;
  private final List<RpcService> services;
  private long receivedBytes;

  public InProcessLedgerClient(CertifiedLedger ledger, PublicKey key, PeerRole role) {
    self = peer(key, role);
    server = peer(ledger.genesis().terms().nodes().getFirst(), PeerRole.CONSENSUS_NODE);
    services = ledger.services().all();
  }

  private static Peer peer(PublicKey key, PeerRole role) {
    return new Peer(key, role, BigInteger.ONE);
  }

  public long receivedBytes() {
    return receivedBytes;
  }

  /** The reply to a question, after the admission table, as a node's connection asks it. */
  public Bytes ask(RpcMethod method, Bytes question) throws RefusedException {
    Optional<String> refusal = AdmissionTable.refusal(self, method);
    if (refusal.isPresent()) {
      throw new RefusedException(refusal.get());
    }
    for (RpcService service : services) {
      if (service.method().equals(method)) {
        Bytes reply = service.handle(self, question);
        receivedBytes += reply.size();
        return reply;
      }
    }
    throw new RefusedException("no such service: " + method.name());
  }

  @Override
  public List<Peer> peers() {
    return List.of(server);
  }

  @Override
  public CompletableFuture<Bytes> call(PublicKey peer, RpcMethod method, Bytes question) {
    try {
      return CompletableFuture.completedFuture(ask(method, question));
    } catch (RefusedException e) {
      return CompletableFuture.failedFuture(e);
    }
  }
}

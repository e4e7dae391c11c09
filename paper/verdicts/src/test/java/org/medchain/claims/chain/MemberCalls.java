package org.medchain.claims.chain;

import java.math.BigInteger;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.medchain.data.Bytes;
import org.medchain.data.PublicKey;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.RpcClient;
import org.medchain.node.transport.RpcMethod;
import org.medchain.node.transport.RpcService;

/**
 * Calls of one process to members, without connections between them.
 *
 * @param self who calls
 * @param members who answer
 */
record MemberCalls(Peer self, List<StoredMember> members) implements RpcClient {
  /** A process with this key and role. */
  static Peer peer(PublicKey key, PeerRole role) {
    return new Peer(key, role, BigInteger.ONE);
  }

  @Override
  public List<Peer> peers() {
    return members.stream().map(each -> peer(each.key(), PeerRole.CONSENSUS_NODE)).toList();
  }

  @Override
  public CompletableFuture<Bytes> call(PublicKey peer, RpcMethod topic, Bytes question) {
    for (StoredMember member : members) {
      for (RpcService service : member.services()) {
        if (member.key().equals(peer) && service.method().equals(topic)) {
          return answer(service, question);
        }
      }
    }
    return CompletableFuture.failedFuture(new RefusedException("not connected"));
  }

  /** A call that the other side refuses, or breaks off, ends in a failure here. */
  private CompletableFuture<Bytes> answer(RpcService service, Bytes question) {
    try {
      return CompletableFuture.completedFuture(service.handle(self, question));
    } catch (RefusedException | RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }
}

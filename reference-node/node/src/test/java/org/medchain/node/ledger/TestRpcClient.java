package org.medchain.node.ledger;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

/** Asks services in this process, as transport would; a test may come between. */
public final class TestRpcClient implements RpcClient {
  /** A test's change of an answer. */
  public interface ResponseTampering {
    Bytes answer(RpcMethod topic, Bytes question, Bytes honest) throws RefusedException;
  }

  private record TestRpcServer(List<RpcService> services, ResponseTampering meddler) {}

  private final Peer self;
  private final Map<PublicKey, TestRpcServer> servers = new LinkedHashMap<>();

  /** Topics in the order in which they were asked. */
  public final List<RpcMethod> asked = new ArrayList<>();

  public TestRpcClient(Peer self) {
    this.self = self;
  }

  public TestRpcClient honest(TestLedgerNode node) {
    return add(node.keys().publicKey(), node.services().all(), (topic, q, answer) -> answer);
  }

  public TestRpcClient lying(TestLedgerNode node, ResponseTampering meddler) {
    return add(node.keys().publicKey(), node.services().all(), meddler);
  }

  public TestRpcClient add(PublicKey key, List<RpcService> services, ResponseTampering meddler) {
    servers.put(key, new TestRpcServer(services, meddler));
    return this;
  }

  public void remove(PublicKey key) {
    servers.remove(key);
  }

  @Override
  public List<Peer> peers() {
    return servers.keySet().stream()
        .map(key -> TestLedger.peer(key, PeerRole.CONSENSUS_NODE))
        .toList();
  }

  @Override
  public CompletableFuture<Bytes> call(PublicKey peer, RpcMethod topic, Bytes question) {
    asked.add(topic);
    try {
      TestRpcServer server = servers.get(peer);
      if (server == null) {
        throw new RefusedException("not connected");
      }
      for (RpcService service : server.services()) {
        if (service.method().equals(topic)) {
          if (AdmissionTable.refusal(self, topic).isPresent()) {
            throw new RefusedException("not for a " + self.role());
          }
          return CompletableFuture.completedFuture(
              server.meddler().answer(topic, question, service.handle(self, question)));
        }
      }
      throw new RefusedException("no such topic");
    } catch (RefusedException e) {
      return CompletableFuture.failedFuture(e);
    }
  }
}

package org.medchain.node.ledger;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.medchain.data.Bytes;
import org.medchain.data.PublicKey;
import org.medchain.node.transport.Asker;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.Refused;
import org.medchain.node.transport.Service;
import org.medchain.node.transport.Topic;

/** Asks services in this process, as transport would; a test may stand between. */
public final class TestAsker implements Asker {
  /** What a test makes of an answer. */
  public interface Meddler {
    Bytes answer(Topic topic, Bytes question, Bytes honest) throws Refused;
  }

  private record Server(List<Service> services, Meddler meddler) {}

  private final Peer self;
  private final Map<PublicKey, Server> servers = new LinkedHashMap<>();

  /** Topics in the order in which they were asked. */
  public final List<Topic> asked = new ArrayList<>();

  public TestAsker(Peer self) {
    this.self = self;
  }

  public TestAsker honest(TestNode node) {
    return add(node.keys().publicKey(), node.services().all(), (topic, q, answer) -> answer);
  }

  public TestAsker lying(TestNode node, Meddler meddler) {
    return add(node.keys().publicKey(), node.services().all(), meddler);
  }

  public TestAsker add(PublicKey key, List<Service> services, Meddler meddler) {
    servers.put(key, new Server(services, meddler));
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
  public CompletableFuture<Bytes> ask(PublicKey peer, Topic topic, Bytes question) {
    asked.add(topic);
    try {
      Server server = servers.get(peer);
      if (server == null) {
        throw new Refused("not connected");
      }
      for (Service service : server.services()) {
        if (service.topic().equals(topic)) {
          if (!service.askers().contains(self.role())) {
            throw new Refused("not for a " + self.role());
          }
          return CompletableFuture.completedFuture(
              server.meddler().answer(topic, question, service.answer(self, question)));
        }
      }
      throw new Refused("no such topic");
    } catch (Refused e) {
      return CompletableFuture.failedFuture(e);
    }
  }
}

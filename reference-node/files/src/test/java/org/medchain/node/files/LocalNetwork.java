package org.medchain.node.files;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.medchain.data.Bytes;
import org.medchain.data.PublicKey;
import org.medchain.node.admission.AdmissionTable;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.RpcClient;
import org.medchain.node.transport.RpcMethod;
import org.medchain.node.transport.RpcService;

/** Processes that ask each other without sockets; each can be cut off. */
final class LocalNetwork {
  private final Map<PublicKey, List<RpcService>> members = new TreeMap<>();
  private final Set<PublicKey> cut = new ConcurrentSkipListSet<>();
  private final Executor executor;

  /** How often each topic was asked, by code. */
  final AtomicInteger[] asked = new AtomicInteger[256];

  LocalNetwork(Executor executor) {
    this.executor = executor;
    for (int code = 0; code < asked.length; code++) {
      asked[code] = new AtomicInteger();
    }
  }

  void join(PublicKey key, List<RpcService> services) {
    members.put(key, List.copyOf(services));
  }

  void cut(PublicKey key) {
    cut.add(key);
  }

  void heal(PublicKey key) {
    cut.remove(key);
  }

  boolean isCut(PublicKey key) {
    return cut.contains(key);
  }

  static Peer peer(PublicKey key, PeerRole role) {
    return new Peer(key, role, BigInteger.ONE);
  }

  RpcClient asker(PublicKey self, PeerRole role) {
    return new RpcClient() {
      @Override
      public List<Peer> peers() {
        List<Peer> peers = new ArrayList<>();
        members.keySet().stream()
            .filter(key -> !key.equals(self) && !cut.contains(key) && !cut.contains(self))
            .forEach(key -> peers.add(peer(key, PeerRole.CONSENSUS_NODE)));
        return peers;
      }

      @Override
      public CompletableFuture<Bytes> call(PublicKey to, RpcMethod topic, Bytes question) {
        CompletableFuture<Bytes> answer = new CompletableFuture<>();
        executor.execute(() -> answer(peer(self, role), to, topic, question, answer));
        return answer;
      }
    };
  }

  private void answer(
      Peer from, PublicKey to, RpcMethod topic, Bytes question, CompletableFuture<Bytes> answer) {
    asked[topic.code()].incrementAndGet();
    Optional<RpcService> service =
        members.getOrDefault(to, List.of()).stream()
            .filter(offered -> offered.method().equals(topic))
            .findFirst();
    if (cut.contains(to) || cut.contains(from.key()) || service.isEmpty()) {
      answer.completeExceptionally(new RefusedException("not connected"));
    } else if (AdmissionTable.refusal(from, topic).isPresent()) {
      answer.completeExceptionally(new RefusedException(from.role() + " may not ask this"));
    } else {
      try {
        answer.complete(service.get().handle(from, question));
      } catch (RefusedException e) {
        answer.completeExceptionally(e);
      }
    }
  }
}

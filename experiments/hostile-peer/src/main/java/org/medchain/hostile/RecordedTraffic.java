package org.medchain.hostile;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.medchain.consensus.RequestRejection;
import org.medchain.data.PublicKey;
import org.medchain.network.Envelope;
import org.medchain.network.Message;
import org.medchain.node.host.ReplicaNetwork;
import org.medchain.node.transport.PeerLink;

/** The last messages of correct nodes, of each kind alike; for any thread. */
final class RecordedTraffic {
  private static final int OF_A_KIND = 64;

  private final Map<Integer, ArrayDeque<Envelope>> byCode = new TreeMap<>();
  private final ArrayDeque<Object> learnt = new ArrayDeque<>();

  synchronized void add(Envelope envelope) {
    ArrayDeque<Envelope> same = byCode.computeIfAbsent(envelope.code(), it -> new ArrayDeque<>());
    same.addLast(envelope);
    if (same.size() > OF_A_KIND) {
      same.removeFirst();
    }
  }

  /** Keeps what was learnt otherwise, such as a header. */
  synchronized void learn(Object value) {
    learnt.addLast(value);
    if (learnt.size() > OF_A_KIND) {
      learnt.removeFirst();
    }
  }

  /** A copy of it, with the height of the chain now. */
  synchronized HonestCorpus corpus(long height) {
    List<Envelope> all = new ArrayList<>();
    byCode.values().forEach(all::addAll);
    return new HonestCorpus(all, List.copyOf(learnt), height);
  }

  /** A node's way out that is recorded. */
  ReplicaNetwork recording(ReplicaNetwork own) {
    return new ReplicaNetwork() {
      @Override
      public void broadcast(Envelope envelope) {
        add(envelope);
        own.broadcast(envelope);
      }

      @Override
      public void send(PublicKey to, Envelope envelope) {
        add(envelope);
        own.send(to, envelope);
      }

      @Override
      public void reply(PublicKey to, Message message) {
        own.reply(to, message);
      }

      @Override
      public void requestReceived(PublicKey sender, PeerLink from) {
        own.requestReceived(sender, from);
      }

      @Override
      public void refuse(PeerLink to, PublicKey sender, RequestRejection refusal) {
        own.refuse(to, sender, refusal);
      }

      @Override
      public void flush() {
        own.flush();
      }
    };
  }
}

package org.medchain.faults.hostile;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.medchain.network.Envelope;

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
}

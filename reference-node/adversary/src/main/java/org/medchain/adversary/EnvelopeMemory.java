package org.medchain.adversary;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.network.Envelope;

/** The last envelopes that a member saw, up to a number. */
final class EnvelopeMemory {
  private final int capacity;
  private final List<Envelope> recorded = new ArrayList<>();
  private int oldest;

  EnvelopeMemory(int capacity) {
    this.capacity = capacity;
  }

  void add(Envelope envelope) {
    if (recorded.size() < capacity) {
      recorded.add(envelope);
    } else if (capacity > 0) {
      recorded.set(oldest, envelope);
      oldest = (oldest + 1) % capacity;
    }
  }

  /** Any of them, if there is one. */
  Optional<Envelope> any(AdversaryRandom random) {
    return recorded.isEmpty() ? Optional.empty() : Optional.of(random.pick(recorded));
  }

  boolean isEmpty() {
    return recorded.isEmpty();
  }
}

package org.medchain.consensus.naive;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The messages in flight, apart for each sender and receiver. Nothing moves by itself.
 *
 * @param <M> what travels
 */
final class ScheduledLinks<M> {
  /** The fate of a message that a schedule has picked. */
  enum Fate {
    DELIVERED,
    LOST,
    /** Delivered, and still in flight. */
    DUPLICATED
  }

  /** A message that is delivered now. */
  record Arrival<M>(int from, int to, M message) {}

  private final int ends;
  private final List<List<M>> pending = new ArrayList<>();

  /** Links between all of {@code ends} senders and receivers. */
  ScheduledLinks(int ends) {
    this.ends = ends;
    for (int i = 0; i < ends * ends; i++) {
      pending.add(new ArrayList<>());
    }
  }

  void put(int from, int to, M message) {
    pending.get(from * ends + to).add(message);
  }

  /** Picks any message of a link, or of the next link that has one. */
  Optional<Arrival<M>> take(int link, int index, Fate fate) {
    for (int i = 0; i < pending.size(); i++) {
      int number = (link + i) % pending.size();
      List<M> messages = pending.get(number);
      if (!messages.isEmpty()) {
        int place = index % messages.size();
        M message = fate == Fate.DUPLICATED ? messages.get(place) : messages.remove(place);
        return fate == Fate.LOST
            ? Optional.empty()
            : Optional.of(new Arrival<>(number / ends, number % ends, message));
      }
    }
    return Optional.empty();
  }

  boolean isEmpty() {
    return pending.stream().allMatch(List::isEmpty);
  }
}

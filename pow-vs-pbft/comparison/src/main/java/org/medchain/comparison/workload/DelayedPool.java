package org.medchain.comparison.workload;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Things that a request may refer to once enough other requests have gone between: by then what
 * made them has most likely been ordered.
 */
final class DelayedPool<T> {
  private record DelayedItem<T>(long readyAt, T item) {}

  private final Deque<DelayedItem<T>> waiting = new ArrayDeque<>();
  private final List<T> ready = new ArrayList<>();

  /** Adds a thing that is ready at {@code readyAt}, which is not before the one added last. */
  void add(long readyAt, T thing) {
    waiting.add(new DelayedItem<>(readyAt, thing));
  }

  /** A ready thing at random, if there is one; it stays. */
  Optional<T> peekReady(long now, UniformRandomProvider random) {
    moveReady(now);
    return ready.isEmpty()
        ? Optional.empty()
        : Optional.of(ready.get(random.nextInt(ready.size())));
  }

  /** A ready thing at random, if there is one; it is gone afterwards. */
  Optional<T> takeReady(long now, UniformRandomProvider random) {
    moveReady(now);
    if (ready.isEmpty()) {
      return Optional.empty();
    }
    // The last one moves into the gap: the order in here means nothing.
    int at = random.nextInt(ready.size());
    T thing = ready.get(at);
    T last = ready.remove(ready.size() - 1);
    if (at < ready.size()) {
      ready.set(at, last);
    }
    return Optional.of(thing);
  }

  private void moveReady(long now) {
    while (!waiting.isEmpty() && waiting.getFirst().readyAt() <= now) {
      ready.add(waiting.removeFirst().item());
    }
  }
}

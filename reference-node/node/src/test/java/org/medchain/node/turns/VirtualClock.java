package org.medchain.node.turns;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;

/** Time that passes while a thread waits, and at no other time. */
public final class VirtualClock implements ReplyClock {
  private final TreeMap<Long, Runnable> events = new TreeMap<>();
  private long nowMs;

  /** Has something happen in that many milliseconds, after what was to happen then before. */
  public void after(long ms, Runnable event) {
    events.merge(
        nowMs + ms,
        event,
        (first, second) ->
            () -> {
              first.run();
              second.run();
            });
  }

  @Override
  public long nowMs() {
    return nowMs;
  }

  @Override
  public <T> Optional<T> next(BlockingQueue<T> replies, long waitMs) {
    long endMs = nowMs + waitMs;
    while (replies.isEmpty()) {
      Map.Entry<Long, Runnable> next = events.firstEntry();
      if (next == null || next.getKey() > endMs) {
        nowMs = endMs;
        return Optional.empty();
      }
      events.pollFirstEntry();
      nowMs = next.getKey();
      next.getValue().run();
    }
    return Optional.of(replies.remove());
  }
}

package org.medchain.node.turns;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Values that wait, by sender, and are taken from the senders in turn, so that a sender that floods
 * delays only its own (NODE-3, CONN-20). Bounded in number and bytes for each sender and for all
 * together; when all is full, the sender with most gives way. One thread at a time.
 *
 * @param <K> a sender
 * @param <V> its value
 */
public final class RoundRobinQueue<K, V> {
  /** Which one the sender with most loses. */
  public enum Loser {
    /** The value that has waited longest, whose sender may no longer want it. */
    OLDEST,
    /**
     * The value that came last, where the order matters; of a sender that asks for room, the value
     * that it asks for.
     */
    NEWEST
  }

  /**
   * The bounds of a queue.
   *
   * @param perSender values of one sender
   * @param bytesPerSender of these
   * @param values of all senders together
   * @param bytes of these
   */
  public record Bounds(int perSender, long bytesPerSender, int values, long bytes) {}

  /**
   * The fate of a value that came.
   *
   * @param kept whether it waits now
   * @param lost those that gave way to it
   * @param <V> the value
   */
  public record Added<V>(boolean kept, List<V> lost) {}

  /**
   * A value whose turn it is.
   *
   * @param <K> a sender
   * @param <V> its value
   */
  public record Next<K, V>(K sender, V value) {}

  private record Waiting<V>(V value, long bytes) {}

  /** The waiting values of one sender; never empty while it is in the map. */
  private static final class Line<V> {
    private final Deque<Waiting<V>> values = new ArrayDeque<>();
    private long bytes;
  }

  private final Bounds bounds;
  private final Loser loser;

  /** In the order of their turns. */
  private final Map<K, Line<V>> lines = new LinkedHashMap<>();

  private int size;
  private long bytes;

  /** An empty queue. */
  public RoundRobinQueue(Bounds bounds, Loser loser) {
    this.bounds = bounds;
    this.loser = loser;
  }

  /**
   * Keeps what came, unless too much of its sender waits.
   *
   * @param cost in bytes of heap
   */
  public Added<V> add(K sender, V value, long cost) {
    List<V> lost = new ArrayList<>();
    Line<V> own = lines.getOrDefault(sender, new Line<>());
    boolean kept =
        own.values.size() < bounds.perSender()
            && own.bytes + cost <= bounds.bytesPerSender()
            && cost <= bounds.bytes();
    while (kept && (isFullInNumber() || bytes + cost > bounds.bytes())) {
      K most = largest(sender, cost);
      if (most.equals(sender) && (loser == Loser.NEWEST || own.values.isEmpty())) {
        kept = false;
      } else {
        lost.add(drop(most));
      }
    }
    if (kept) {
      own.values.addLast(new Waiting<>(value, cost));
      lines.putIfAbsent(sender, own);
      count(own, 1, cost);
    }
    return new Added<>(kept, lost);
  }

  private boolean isFullInNumber() {
    return size >= bounds.values();
  }

  /**
   * The sender with most of the scarce resource, counting what is asked for; at worst the asker.
   */
  private K largest(K asking, long cost) {
    boolean number = isFullInNumber();
    K most = asking;
    long share = lines.containsKey(asking) ? share(lines.get(asking), number) : 0;
    share += number ? 1 : cost;
    for (Map.Entry<K, Line<V>> each : lines.entrySet()) {
      if (share(each.getValue(), number) > share) {
        most = each.getKey();
        share = share(each.getValue(), number);
      }
    }
    return most;
  }

  private static long share(Line<?> line, boolean number) {
    return number ? line.values.size() : line.bytes;
  }

  private V drop(K sender) {
    Line<V> line = lines.get(sender);
    Waiting<V> dropped =
        loser == Loser.OLDEST ? line.values.removeFirst() : line.values.removeLast();
    count(line, -1, -dropped.bytes());
    if (line.values.isEmpty()) {
      lines.remove(sender);
    }
    return dropped.value();
  }

  private void count(Line<V> line, int values, long cost) {
    line.bytes += cost;
    bytes += cost;
    size += values;
  }

  /** Takes the first of the sender whose turn it is; its next turn is after all others'. */
  public Optional<Next<K, V>> poll() {
    Iterator<Map.Entry<K, Line<V>>> turns = lines.entrySet().iterator();
    if (!turns.hasNext()) {
      return Optional.empty();
    }
    Map.Entry<K, Line<V>> turn = turns.next();
    K sender = turn.getKey();
    Line<V> line = turn.getValue();
    turns.remove();
    Waiting<V> first = line.values.removeFirst();
    count(line, -1, -first.bytes());
    if (!line.values.isEmpty()) {
      lines.put(sender, line);
    }
    return Optional.of(new Next<>(sender, first.value()));
  }

  /** Forgets what waits of a sender and is like this. */
  public void removeIf(K sender, Predicate<V> unwanted) {
    Line<V> line = lines.get(sender);
    if (line == null) {
      return;
    }
    for (Iterator<Waiting<V>> each = line.values.iterator(); each.hasNext(); ) {
      Waiting<V> next = each.next();
      if (unwanted.test(next.value())) {
        each.remove();
        count(line, -1, -next.bytes());
      }
    }
    if (line.values.isEmpty()) {
      lines.remove(sender);
    }
  }

  /** How many values wait. */
  public int size() {
    return size;
  }

  /** The bytes of the heap that the waiting values take. */
  public long bytes() {
    return bytes;
  }
}

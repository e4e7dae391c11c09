package org.medchain.consensus;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;

/**
 * Verified requests that wait to be ordered, first come first served. A request stays until it is
 * executed, not until it is proposed: a proposal may be dropped by a view change or a
 * reorganisation.
 */
public final class RequestPool {
  private final int capacity;
  private final long maxBytes;
  private final Map<RequestId, Waiting> pending = new LinkedHashMap<>();
  private long bytes;
  private long arrivals;
  private long newestExecuted;
  private long generationEnd = Long.MAX_VALUE;
  private long executedOfGeneration;

  /** A request, and how many had come before it. */
  private record Waiting(Transaction request, long arrival) {}

  /** A pool that holds at most {@code capacity} requests, of any size. */
  public RequestPool(int capacity) {
    this(capacity, Long.MAX_VALUE);
  }

  /**
   * A pool that no flood makes fill memory.
   *
   * @param capacity the largest number of requests
   * @param maxBytes the most that they have together, by {@link #sizeOf}
   */
  public RequestPool(int capacity, long maxBytes) {
    this.capacity = capacity;
    this.maxBytes = maxBytes;
  }

  /**
   * Takes a request in.
   *
   * @return false if one of that name is there already or the pool is full
   */
  public boolean add(Transaction request) {
    int size = sizeOf(request);
    if (pending.size() >= capacity
        || bytes + size > maxBytes
        || pending.putIfAbsent(request.request(), new Waiting(request, arrivals)) != null) {
      return false;
    }
    arrivals++;
    bytes += size;
    return true;
  }

  /** Whether a request of this name waits. */
  public boolean contains(RequestId request) {
    return pending.containsKey(request);
  }

  /** The waiting request of this name. */
  public Optional<Transaction> find(RequestId request) {
    return Optional.ofNullable(pending.get(request)).map(Waiting::request);
  }

  /** Removes a request, because it was executed. */
  public void remove(RequestId request) {
    Waiting removed = pending.remove(request);
    if (removed != null) {
      bytes -= sizeOf(removed.request());
      newestExecuted = Math.max(newestExecuted, removed.arrival());
      executedOfGeneration += removed.arrival() < generationEnd ? 1 : 0;
    }
  }

  /** Removes all requests that satisfy this. */
  public void removeIf(Predicate<RequestId> forgotten) {
    pending
        .entrySet()
        .removeIf(
            each -> {
              boolean goes = forgotten.test(each.getKey());
              bytes -= goes ? sizeOf(each.getValue().request()) : 0;
              return goes;
            });
  }

  /** The request that waits longest. */
  public Optional<RequestId> oldest() {
    return pending.isEmpty() ? Optional.empty() : Optional.of(pending.keySet().iterator().next());
  }

  /** The {@code limit} requests that wait longest. */
  public List<Transaction> oldest(int limit) {
    return pending.values().stream().map(Waiting::request).limit(limit).toList();
  }

  /** How many requests have come so far: a mark between those before and those after it. */
  public long mark() {
    return arrivals;
  }

  /**
   * The oldest of those that came before the mark, if one that came after it was executed: a
   * primary orders first come first served, so it may not have these.
   */
  public List<Transaction> overtaken(long mark, int limit) {
    if (newestExecuted < mark) {
      return List.of();
    }
    return pending.values().stream()
        .takeWhile(each -> each.arrival() < mark)
        .map(Waiting::request)
        .limit(limit)
        .toList();
  }

  /** From now on all that wait are of one generation, and so are those to come until it closes. */
  public void openGeneration() {
    generationEnd = Long.MAX_VALUE;
    executedOfGeneration = 0;
  }

  /** Those that come from now on are not of the generation. */
  public void closeGeneration() {
    generationEnd = Math.min(generationEnd, arrivals);
  }

  /** Whether one of the generation waits. */
  public boolean isGenerationWaiting() {
    return !pending.isEmpty() && pending.values().iterator().next().arrival() < generationEnd;
  }

  /** How many of the generation were executed. */
  public long executedOfGeneration() {
    return executedOfGeneration;
  }

  /** Number of waiting requests. */
  public int size() {
    return pending.size();
  }

  /** What the waiting requests have together, by {@link #sizeOf}. */
  public long bytes() {
    return bytes;
  }

  /** Whether nothing waits. */
  public boolean isEmpty() {
    return pending.isEmpty();
  }

  /** Whether the pool takes no more. */
  public boolean isFull() {
    return pending.size() >= capacity;
  }

  /** The size of a request for {@link BatchLimits#bytes}: an upper bound of its encoded size. */
  public static int sizeOf(Transaction request) {
    return Transaction.MIN_SIZE + 4 + request.body().size();
  }

  /** The oldest requests that {@code eligible} lets pass, within the limits; they stay waiting. */
  public List<Transaction> select(BatchLimits limits, Predicate<RequestId> eligible) {
    List<Transaction> batch = new ArrayList<>();
    int bytes = 0;
    for (Waiting each : pending.values()) {
      Transaction request = each.request();
      int size = sizeOf(request);
      if (batch.size() == limits.transactions()) {
        break;
      }
      if (bytes + size <= limits.bytes() && eligible.test(request.request())) {
        batch.add(request);
        bytes += size;
      }
    }
    return batch;
  }
}

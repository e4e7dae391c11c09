package org.medchain.consensus;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.network.Envelope;

/**
 * Verified requests that wait to be ordered, first come first served. A request stays until it is
 * executed, not until it is proposed: a proposal may be dropped by a view change or a
 * reorganisation.
 */
public final class RequestPool {
  /** Of more, those that would come later add nothing while none of their requests is executed. */
  private static final int MAX_MARKS = 64;

  private final int capacity;
  private final long maxBytes;
  private final Map<RequestId, Waiting> pending = new LinkedHashMap<>();
  private final List<Long> marks = new ArrayList<>();
  private long bytes;
  private long envelopeBytes;
  private long arrivals;
  private long newestExecuted;
  private long generationEnd = Long.MAX_VALUE;
  private long executedOfGeneration;

  /**
   * A request and the codes that came around it, how many had come before it, and how many are
   * before it now, or were and went.
   */
  private record Waiting(Transaction request, Optional<Envelope> codes, long arrival, long place) {
    int codesSize() {
      return codes.map(Envelope::size).orElse(0);
    }
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
        || pending.putIfAbsent(
                request.request(), new Waiting(request, Optional.empty(), arrivals, arrivals))
            != null) {
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
      release(removed);
      newestExecuted = Math.max(newestExecuted, removed.arrival());
      executedOfGeneration += removed.place() < generationEnd ? 1 : 0;
    }
  }

  /** Removes all requests that satisfy this. */
  public void removeIf(Predicate<RequestId> forgotten) {
    for (RequestId each : List.copyOf(pending.keySet())) {
      if (forgotten.test(each)) {
        release(pending.remove(each));
      }
    }
  }

  private void release(Waiting gone) {
    bytes -= sizeOf(gone.request());
    envelopeBytes -= gone.codesSize();
  }

  /**
   * Keeps the envelope in which the sender's codes came with a waiting request, for nodes that may
   * have missed it; as many bytes of them as of requests (PBFT-24). Without it the sender's own
   * retransmission has to do.
   */
  public void retain(RequestId request, Envelope envelope) {
    Waiting held = envelope.code() == Envelope.MAC_CODE ? pending.get(request) : null;
    if (held != null) {
      long kept = envelopeBytes + envelope.size() - held.codesSize();
      if (kept <= maxBytes) {
        envelopeBytes = kept;
        Optional<Envelope> codes = Optional.of(envelope);
        pending.put(request, new Waiting(held.request(), codes, held.arrival(), held.place()));
      }
    }
  }

  /** The request in the form in which another node can check it. */
  public Envelope envelope(Transaction request) {
    return Optional.ofNullable(pending.get(request.request()))
        .flatMap(Waiting::codes)
        .filter(codes -> !request.isSigned())
        .orElseGet(() -> Request.envelope(request));
  }

  /** The {@code limit} requests that wait longest. */
  public List<Transaction> oldest(int limit) {
    return pending.values().stream().map(Waiting::request).limit(limit).toList();
  }

  /** Sets a mark between the requests that have come so far and those to come. */
  public void mark() {
    int size = marks.size();
    boolean isThird = size > 1 && marks.get(size - 2) == arrivals;
    if (!isThird && size < MAX_MARKS) {
      marks.add(arrivals);
    }
  }

  /**
   * The oldest of those that came before a mark, if one that came after it was executed: a primary
   * orders first come first served, so it may not have these.
   *
   * @param between marks that lie between the two besides: none, or 1, where a whole pause does and
   *     no difference between the orders in which two nodes get requests is that large
   */
  public List<Transaction> overtaken(int between, int limit) {
    while (marks.size() > 2 && marks.get(2) <= newestExecuted) {
      marks.remove(0);
    }
    long passed = marks.stream().filter(each -> each <= newestExecuted).count();
    if (passed <= between) {
      return List.of();
    }
    long mark = marks.get((int) passed - 1 - between);
    return pending.values().stream()
        .takeWhile(each -> each.place() < mark)
        .map(Waiting::request)
        .limit(limit)
        .toList();
  }

  /** These wait behind all others from now on, as if they had just come; each is put back once. */
  public void putBack(List<Transaction> late) {
    for (Transaction request : late) {
      Waiting waiting = pending.get(request.request());
      if (waiting != null && waiting.place() == waiting.arrival()) {
        pending.remove(request.request());
        pending.put(
            request.request(),
            new Waiting(request, waiting.codes(), waiting.arrival(), arrivals++));
      }
    }
  }

  /**
   * From now on all waiting requests belong to one generation, and so do those to come until it
   * closes.
   */
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
    return !pending.isEmpty() && pending.values().iterator().next().place() < generationEnd;
  }

  /** How many of the generation were executed. */
  public long executedOfGeneration() {
    return executedOfGeneration;
  }

  /** Number of waiting requests. */
  public int size() {
    return pending.size();
  }

  /** The total size of the waiting requests, by {@link #sizeOf}. */
  public long bytes() {
    return bytes;
  }

  /** Whether nothing waits. */
  public boolean isEmpty() {
    return pending.isEmpty();
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

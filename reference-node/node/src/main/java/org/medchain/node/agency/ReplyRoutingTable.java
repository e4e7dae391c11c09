package org.medchain.node.agency;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.medchain.data.Hash;
import org.medchain.data.RequestId;

/**
 * The client of each request, for routing replies back (AGENCY-3, AGENCY-4): bounded in all and for
 * each client, and removed when all have replied or a timeout expires.
 *
 * @param <L> the link to an asker
 */
final class ReplyRoutingTable<L> {
  /** Askers of one request: a client that changed its connection, and a bit more. */
  private static final int MAX_REQUESTERS = 4;

  private static final class RoutedRequest<L> {
    final Hash id;
    final Set<L> requesters = new LinkedHashSet<>();
    final Set<Object> repliers = new LinkedHashSet<>();
    long sinceNs;

    RoutedRequest(Hash id) {
      this.id = id;
    }
  }

  private final AgencyLimits limits;

  /** In the order in which they were asked last. */
  private final LinkedHashMap<RequestId, RoutedRequest<L>> open = new LinkedHashMap<>();

  private final Map<Hash, RequestId> requestsById = new HashMap<>();
  private final Map<L, Integer> openPerRequester = new HashMap<>();

  ReplyRoutingTable(AgencyLimits limits) {
    this.limits = limits;
  }

  int size() {
    return open.size();
  }

  /**
   * Remembers the asker.
   *
   * @return why that is not possible; empty if it was done
   */
  Optional<String> register(L asker, RequestId request, Hash id, long nowNs) {
    expire(nowNs);
    RoutedRequest<L> entry = open.get(request);
    boolean isNew = entry == null || !entry.requesters.contains(asker);
    if (isNew && openPerRequester.getOrDefault(asker, 0) >= limits.maxOpenPerConnection()) {
      return Optional.of("too many of this connection's requests are open; try again later");
    }
    if (entry == null) {
      if (open.size() >= limits.maxOpenRequests()) {
        return Optional.of("too many requests are open here; try again later");
      }
      entry = new RoutedRequest<>(id);
      requestsById.put(id, request);
    } else {
      open.remove(request);
    }
    open.put(request, entry);
    entry.sinceNs = nowNs;
    add(entry, asker);
    return Optional.empty();
  }

  private void add(RoutedRequest<L> entry, L asker) {
    if (entry.requesters.contains(asker)) {
      return;
    }
    if (entry.requesters.size() == MAX_REQUESTERS) {
      L oldest = entry.requesters.iterator().next();
      entry.requesters.remove(oldest);
      shrink(oldest);
    }
    entry.requesters.add(asker);
    openPerRequester.merge(asker, 1, Integer::sum);
  }

  /**
   * A reply came.
   *
   * @param from relaying node: counts once
   * @param enough after this number of replies no more are expected
   * @return the askers
   */
  List<L> replyReceived(RequestId request, Object from, int enough) {
    RoutedRequest<L> entry = open.get(request);
    if (entry == null) {
      return List.of();
    }
    List<L> askers = List.copyOf(entry.requesters);
    entry.repliers.add(from);
    if (entry.repliers.size() >= enough) {
      open.remove(request);
      remove(entry);
    }
    return askers;
  }

  /** The requesters of the transaction with this id; it stays open. */
  List<L> requestersOf(Hash id) {
    RequestId request = requestsById.get(id);
    return request == null ? List.of() : List.copyOf(open.get(request).requesters);
  }

  /** All clients with pending requests. */
  Set<L> waitingRequesters() {
    return Set.copyOf(openPerRequester.keySet());
  }

  /** Removes an asker that is gone, and the questions that only it asked. */
  void removeRequester(L asker) {
    if (openPerRequester.remove(asker) == null) {
      return;
    }
    for (RoutedRequest<L> entry : new ArrayList<>(open.values())) {
      if (entry.requesters.remove(asker) && entry.requesters.isEmpty()) {
        open.remove(requestsById.get(entry.id));
        remove(entry);
      }
    }
  }

  private void expire(long nowNs) {
    Iterator<RoutedRequest<L>> oldest = open.values().iterator();
    while (oldest.hasNext()) {
      RoutedRequest<L> entry = oldest.next();
      if (nowNs - entry.sinceNs < limits.requestTimeoutNs()) {
        return;
      }
      oldest.remove();
      remove(entry);
    }
  }

  private void remove(RoutedRequest<L> entry) {
    requestsById.remove(entry.id);
    entry.requesters.forEach(this::shrink);
  }

  private void shrink(L asker) {
    openPerRequester.computeIfPresent(asker, (key, count) -> count == 1 ? null : count - 1);
  }
}

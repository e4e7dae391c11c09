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
 * Who asked for what, so that answers find their way back (AGENCY-3, AGENCY-4): bounded in all and
 * for each asker, and forgotten when everybody has answered or nobody does.
 *
 * @param <L> what an asker is reached by
 */
final class Askers<L> {
  /** Askers of one request: a client that changed its connection, and a bit more. */
  private static final int MOST_OF_ONE = 4;

  private static final class Open<L> {
    final Hash id;
    final Set<L> askers = new LinkedHashSet<>();
    final Set<Object> answered = new LinkedHashSet<>();
    long sinceNs;

    Open(Hash id) {
      this.id = id;
    }
  }

  private final int most;
  private final int share;
  private final long keepNs;

  /** In the order in which they were asked last. */
  private final LinkedHashMap<RequestId, Open<L>> open = new LinkedHashMap<>();

  private final Map<Hash, RequestId> names = new HashMap<>();
  private final Map<L, Integer> shares = new HashMap<>();

  Askers(int most, int share, long keepNs) {
    this.most = most;
    this.share = share;
    this.keepNs = keepNs;
  }

  int size() {
    return open.size();
  }

  /**
   * Remembers who asks.
   *
   * @return why that is not possible; empty if it was done
   */
  Optional<String> ask(L asker, RequestId request, Hash id, long nowNs) {
    expire(nowNs);
    Open<L> entry = open.get(request);
    boolean isNew = entry == null || !entry.askers.contains(asker);
    if (isNew && shares.getOrDefault(asker, 0) >= share) {
      return Optional.of("too many of this connection's requests are open; try again later");
    }
    if (entry == null) {
      if (open.size() >= most) {
        return Optional.of("too many requests are open here; try again later");
      }
      entry = new Open<>(id);
      names.put(id, request);
    } else {
      open.remove(request);
    }
    open.put(request, entry);
    entry.sinceNs = nowNs;
    add(entry, asker);
    return Optional.empty();
  }

  private void add(Open<L> entry, L asker) {
    if (entry.askers.contains(asker)) {
      return;
    }
    if (entry.askers.size() == MOST_OF_ONE) {
      L oldest = entry.askers.iterator().next();
      entry.askers.remove(oldest);
      shrink(oldest);
    }
    entry.askers.add(asker);
    shares.merge(asker, 1, Integer::sum);
  }

  /**
   * An answer came.
   *
   * @param from who brought it: counts once
   * @param enough when so many have brought one, nothing more is expected
   * @return who asked
   */
  List<L> answered(RequestId request, Object from, int enough) {
    Open<L> entry = open.get(request);
    if (entry == null) {
      return List.of();
    }
    List<L> askers = List.copyOf(entry.askers);
    entry.answered.add(from);
    if (entry.answered.size() >= enough) {
      open.remove(request);
      forget(entry);
    }
    return askers;
  }

  /** Who asked for the transaction with this id; it stays open. */
  List<L> of(Hash id) {
    RequestId request = names.get(id);
    return request == null ? List.of() : List.copyOf(open.get(request).askers);
  }

  /** Everybody who waits for something. */
  Set<L> waiting() {
    return Set.copyOf(shares.keySet());
  }

  /** This asker is gone, and what it alone asked for. */
  void gone(L asker) {
    if (shares.remove(asker) == null) {
      return;
    }
    for (Open<L> entry : new ArrayList<>(open.values())) {
      if (entry.askers.remove(asker) && entry.askers.isEmpty()) {
        open.remove(names.get(entry.id));
        forget(entry);
      }
    }
  }

  private void expire(long nowNs) {
    Iterator<Open<L>> oldest = open.values().iterator();
    while (oldest.hasNext()) {
      Open<L> entry = oldest.next();
      if (nowNs - entry.sinceNs < keepNs) {
        return;
      }
      oldest.remove();
      forget(entry);
    }
  }

  private void forget(Open<L> entry) {
    names.remove(entry.id);
    entry.askers.forEach(this::shrink);
  }

  private void shrink(L asker) {
    shares.computeIfPresent(asker, (key, count) -> count == 1 ? null : count - 1);
  }
}

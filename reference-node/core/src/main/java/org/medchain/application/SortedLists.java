package org.medchain.application;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.medchain.data.Bytes;

/**
 * Sorted lists of what is in the chain, in memory (STO-27): a balanced tree over {@link ListKey}s,
 * so that a page costs a number of comparisons logarithmic in all that is listed, and its lines.
 */
public final class SortedLists {
  private final NavigableMap<Bytes, Bytes> entries;

  /** Empty lists. */
  public SortedLists() {
    this(Comparator.naturalOrder());
  }

  /** The same with a comparison of its own, which may count. */
  public SortedLists(Comparator<Bytes> order) {
    this.entries = new TreeMap<>(order);
  }

  /**
   * A key and what stands there.
   *
   * @param key of a list and a place
   * @param value there
   */
  public record ListLine(Bytes key, Bytes value) {}

  /** Enters a value, unless one stands there. */
  public void put(Bytes key, Bytes value) {
    Bytes unused = entries.putIfAbsent(key, value);
  }

  /** Takes a value out. */
  public void remove(Bytes key) {
    Bytes unused = entries.remove(key);
  }

  /** Up to {@code limit} entries from a key on and below another one. */
  public List<ListLine> range(Bytes from, Bytes below, int limit) {
    List<ListLine> found = new ArrayList<>();
    Optional<Map.Entry<Bytes, Bytes>> next = Optional.ofNullable(entries.ceilingEntry(from));
    if (next.isEmpty() || next.get().getKey().compareTo(below) >= 0) {
      return found;
    }
    for (Map.Entry<Bytes, Bytes> each : entries.subMap(from, true, below, false).entrySet()) {
      if (found.size() == limit) {
        break;
      }
      found.add(new ListLine(each.getKey(), each.getValue()));
    }
    return found;
  }
}

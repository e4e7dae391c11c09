package org.medchain.client.alerts;

import java.util.Map;
import java.util.TreeMap;
import org.medchain.application.HistorySearch;
import org.medchain.application.Location;
import org.medchain.data.Hash;

/**
 * The news that the patient has seen already, in its folder: lines of the audit trail by number,
 * orders of each record, and of the list of delegates, up to a place.
 *
 * @param reads how many lines of the audit trail
 * @param orders the last order about each record, and on the list of delegates by its name
 */
record AlertsSeen(long reads, Map<Hash, Location> orders) {
  AlertsSeen {
    orders = new TreeMap<>(orders);
  }

  /** The search for the unseen part of a list. */
  HistorySearch unseen(Hash list) {
    HistorySearch all = HistorySearch.of(list);
    return orders.containsKey(list) ? all.after(orders.get(list)) : all;
  }

  AlertsSeen with(Hash record, Location last) {
    Map<Hash, Location> more = new TreeMap<>(orders);
    more.put(record, last);
    return new AlertsSeen(reads, more);
  }

  AlertsSeen upTo(long lines) {
    return new AlertsSeen(Math.max(reads, lines), orders);
  }
}

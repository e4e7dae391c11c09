package org.medchain.client.alerts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.medchain.application.Location;
import org.medchain.client.identity.JsonText;
import org.medchain.data.Hash;

/**
 * What the patient has been told already, in its folder: lines of the audit trail by number, orders
 * of each record, and of the list of delegates, up to a place.
 *
 * @param reads how many lines of the audit trail
 * @param orders the last order about each record, and on the list of delegates by its name
 */
record AlertsSeen(long reads, Map<Hash, Location> orders) {
  AlertsSeen {
    orders = new TreeMap<>(orders);
  }

  /** Nothing, where there is no file yet. */
  static AlertsSeen read(Path file) throws IOException {
    return Files.exists(file) ? JsonText.read(file, AlertsSeen.class) : new AlertsSeen(0, Map.of());
  }

  Optional<Location> after(Hash record) {
    return Optional.ofNullable(orders.get(record));
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

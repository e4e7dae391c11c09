package org.medchain.participant.alerts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.medchain.application.Location;
import org.medchain.data.Hash;
import org.medchain.participant.identity.JsonText;
import tools.jackson.databind.JsonNode;

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
    if (!Files.exists(file)) {
      return new AlertsSeen(0, Map.of());
    }
    JsonNode node = JsonText.read(file);
    Map<Hash, Location> orders = new TreeMap<>();
    try {
      for (Map.Entry<String, JsonNode> each : node.path("orders").properties()) {
        orders.put(
            Hash.fromHex(each.getKey()),
            new Location(
                each.getValue().path("height").asLong(0), each.getValue().path("index").asInt(0)));
      }
    } catch (IllegalArgumentException e) {
      throw new IOException(file + " is damaged: " + e.getMessage(), e);
    }
    return new AlertsSeen(node.path("reads").asLong(0), orders);
  }

  /** Writes it whole or not at all. */
  void write(Path file) throws IOException {
    Map<String, Object> places = new LinkedHashMap<>();
    orders.forEach(
        (record, place) ->
            places.put(record.toHex(), Map.of("height", place.height(), "index", place.index())));
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("reads", reads);
    fields.put("orders", places);
    JsonText.write(file, fields);
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

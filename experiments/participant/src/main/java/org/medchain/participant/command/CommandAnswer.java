package org.medchain.participant.command;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/**
 * What a command tells: lines for people, and the same as fields of a JSON object. The rows of a
 * list are answers too.
 */
final class CommandAnswer {
  private final List<String> lines = new ArrayList<>();
  private final Map<String, Object> fields = new LinkedHashMap<>();

  /** One line. */
  static CommandAnswer of(String line) {
    return new CommandAnswer().line(line);
  }

  /** How people count. */
  static String count(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  Map<String, Object> fields() {
    return fields;
  }

  /** The same with a field; units are in its name. */
  CommandAnswer with(String name, Object value) {
    fields.put(name, json(value));
    return this;
  }

  CommandAnswer withAll(Map<String, Object> more) {
    more.forEach(this::with);
    return this;
  }

  /** The same with another line. */
  CommandAnswer line(String more) {
    lines.add(more);
    return this;
  }

  /** The same with a list: a field of all rows, and the lines of each. */
  CommandAnswer rows(String name, Collection<CommandAnswer> rows) {
    rows.forEach(each -> lines.addAll(each.lines));
    return with(name, rows);
  }

  private static Object json(Object value) {
    return switch (value) {
      case Hash hash -> hash.toHex();
      case PublicKey key -> key.value().toHex();
      case Instant time -> time.toString();
      case CommandAnswer row -> row.fields;
      case Collection<?> all -> all.stream().map(CommandAnswer::json).toList();
      default -> value;
    };
  }
}

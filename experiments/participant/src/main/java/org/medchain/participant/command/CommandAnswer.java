package org.medchain.participant.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a command tells: lines for people, and the same as fields of a JSON object.
 *
 * @param lines in words
 * @param fields by name
 */
record CommandAnswer(List<String> lines, Map<String, Object> fields) {
  CommandAnswer {
    lines = List.copyOf(lines);
  }

  /** One line. */
  static CommandAnswer of(String line) {
    return new CommandAnswer(List.of(line), new LinkedHashMap<>());
  }

  /** The same with a field; units are in its name. */
  CommandAnswer with(String name, Object value) {
    fields.put(name, value);
    return this;
  }

  /** The same with another line. */
  CommandAnswer line(String more) {
    List<String> all = new ArrayList<>(lines);
    all.add(more);
    return new CommandAnswer(all, fields);
  }
}

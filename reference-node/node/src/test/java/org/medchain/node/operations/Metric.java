package org.medchain.node.operations;

import io.micrometer.core.instrument.Meter;
import java.util.Locale;

/**
 * A metric as the table of metrics has it (OPS-5).
 *
 * @param name micrometer's, with dots; ends in {@code .*} for a family that a library defines
 * @param type as micrometer calls it; {@link Meter.Type#OTHER} for a family of several types
 * @param unit that Prometheus' name ends in besides; empty for none
 * @param tags names of the tags besides {@code node}, separated by commas; empty for none
 * @param meaning one line
 */
record Metric(String name, Meter.Type type, String unit, String tags, String meaning) {
  /** A line of the file. */
  static Metric of(String line) {
    String[] cells = line.split(" \\| ", -1);
    return new Metric(
        cells[1],
        Meter.Type.valueOf(cells[0].toUpperCase(Locale.ROOT)),
        cells[2],
        cells[3],
        cells[4]);
  }

  boolean isPrefix() {
    return type == Meter.Type.OTHER;
  }

  /** Whether a meter with this name is meant. */
  boolean covers(String meter) {
    return isPrefix() ? meter.startsWith(name.substring(0, name.length() - 1)) : meter.equals(name);
  }

  /** Whether a meter with this id is meant, and has the type. */
  boolean covers(Meter.Id id) {
    return covers(id.getName()) && (isPrefix() || id.getType() == type);
  }

  /** The names under which Prometheus shows it. */
  private String exposed() {
    String flat = name.replace('.', '_') + (unit.isEmpty() ? "" : "_" + unit);
    return switch (type) {
      case COUNTER -> flat + "_total";
      case TIMER -> histogram(flat + "_seconds");
      case DISTRIBUTION_SUMMARY -> histogram(flat);
      default -> flat;
    };
  }

  private static String histogram(String flat) {
    return flat + "_bucket, " + flat + "_count, " + flat + "_sum";
  }

  /** Its line of the table in Markdown. */
  String row() {
    String kind = isPrefix() ? "several" : type.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return "| `%s` | `%s` | %s | %s | %s |"
        .formatted(name, exposed(), kind, tags.isEmpty() ? "–" : tags, meaning);
  }
}

package org.medchain.cluster.doctor;

import java.util.List;

/**
 * A row of the table of findings, as it is seen of one process.
 *
 * @param kind of the table
 * @param values that its texts name
 */
record SeenFault(String kind, List<Object> values) {
  static SeenFault of(String kind, Object... values) {
    return new SeenFault(kind, List.of(values));
  }
}

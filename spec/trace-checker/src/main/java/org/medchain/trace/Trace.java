package org.medchain.trace;

import java.util.List;

/**
 * A trace that has been read.
 *
 * @param head its first line
 * @param lines the others
 */
record Trace(Head head, List<Line> lines) {
  Trace {
    lines = List.copyOf(lines);
  }
}

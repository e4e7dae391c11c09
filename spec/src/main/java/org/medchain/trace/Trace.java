package org.medchain.trace;

import java.util.List;

/**
 * A trace that has been read.
 *
 * @param head its first line
 * @param lines the others
 */
record Trace(TraceHeader head, List<TraceStep> lines) {
  Trace {
    lines = List.copyOf(lines);
  }
}

package org.medchain.trace;

import java.util.List;

/**
 * A trace's first line (spec/trace-format.md).
 *
 * @param protocol {@code pbft} or {@code pow}
 * @param nodes how many there are, counted from 0
 * @param members from the genesis block on, in their order
 * @param faulty nodes without lines
 * @param window W
 * @param interval K, or k
 * @param genesis id of the genesis block
 */
record TraceHeader(
    String protocol,
    int nodes,
    List<Integer> members,
    List<Integer> faulty,
    int window,
    int interval,
    String genesis) {
  TraceHeader {
    members = List.copyOf(members);
    faulty = List.copyOf(faulty);
  }

  /** Name of the model that such traces are held against. */
  String model() {
    return Character.toUpperCase(protocol.charAt(0)) + protocol.substring(1) + "Trace";
  }
}

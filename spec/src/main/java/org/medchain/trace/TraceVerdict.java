package org.medchain.trace;

/** A model's verdict on a trace. */
public sealed interface TraceVerdict {
  /** The model could have done all of it. */
  record Accepted() implements TraceVerdict {}

  /**
   * The model cannot do what a line says.
   *
   * @param line its position, from 1
   * @param rule the first rule that it breaks; empty if there is no such action
   */
  record Rejected(int line, String rule) implements TraceVerdict {}
}

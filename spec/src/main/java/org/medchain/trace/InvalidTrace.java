package org.medchain.trace;

/**
 * A file that is not a trace; the message has the place, the fault, and the allowed values
 * (TRACE-2).
 */
public final class InvalidTrace extends Exception {
  InvalidTrace(String message) {
    super(message);
  }
}

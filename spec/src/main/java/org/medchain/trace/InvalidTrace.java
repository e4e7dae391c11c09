package org.medchain.trace;

/** A file that is no trace; the message says where, what, and what is allowed (TRACE-2). */
public final class InvalidTrace extends Exception {
  InvalidTrace(String message) {
    super(message);
  }
}

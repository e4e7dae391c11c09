package org.medchain.trace;

/** A file that is no trace; the message says where, what, and what is allowed (TRACE-2). */
public final class BadTrace extends Exception {
  BadTrace(String message) {
    super(message);
  }
}

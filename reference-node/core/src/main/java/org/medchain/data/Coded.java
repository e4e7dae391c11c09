package org.medchain.data;

/** A constant that encodings name by a number of one byte: never reused, never renumbered. */
public interface Coded {
  /** The number. */
  int code();
}

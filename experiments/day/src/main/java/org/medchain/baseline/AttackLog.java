package org.medchain.baseline;

/** The log of a cell: what was done and seen. */
@FunctionalInterface
public interface AttackLog {
  /** One line; it has no times and no paths, so that two runs can be compared. */
  void line(String words);
}

package org.medchain.history.check;

import org.medchain.history.History;

/** Judges a history. */
@FunctionalInterface
public interface HistoryChecker {
  /** The verdict and its reasons. */
  CheckResult check(History history);
}

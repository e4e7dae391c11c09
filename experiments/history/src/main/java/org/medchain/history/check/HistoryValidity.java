package org.medchain.history.check;

import java.util.Locale;

/** Whether a history is what its model promises; the worse ones come later (HIST-5). */
public enum HistoryValidity {
  /** It is. */
  VALID,
  /** Nobody can tell: a budget ran out, or nothing happened that could be judged. */
  UNKNOWN,
  /** It certainly is not. */
  INVALID;

  /** The worse of two. */
  public HistoryValidity and(HistoryValidity other) {
    return compareTo(other) >= 0 ? this : other;
  }

  /** As it is written. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}

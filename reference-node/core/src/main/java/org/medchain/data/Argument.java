package org.medchain.data;

import java.util.Locale;

/** Checks of callers' arguments: a value outside of its range is a defect of the caller. */
public final class Argument {
  private Argument() {}

  /** Refuses what is wrong. */
  public static void refuseIf(boolean wrong, String fault) {
    if (wrong) {
      throw new IllegalArgumentException(fault);
    }
  }

  /** The same of one number, which is not boxed: keys and messages are made by the million. */
  public static void refuseIf(boolean wrong, String fault, long value) {
    if (wrong) {
      refuseIf(true, fault, (Object) value);
    }
  }

  /**
   * The same; the text is made only if it is needed.
   *
   * @param fault with a {@code %s} for each of the values
   */
  @SuppressWarnings("AnnotateFormatMethod") // the core has no library but Bouncy Castle
  public static void refuseIf(boolean wrong, String fault, Object... values) {
    if (wrong) {
      throw new IllegalArgumentException(String.format(Locale.ROOT, fault, values));
    }
  }

  /**
   * Refuses a number outside of a range.
   *
   * @param fault with a {@code %s} for each end, and one for the number
   */
  public static void refuseOutside(long least, long most, long number, String fault) {
    if (number < least || number > most) {
      refuseIf(true, fault, least, most, number);
    }
  }
}

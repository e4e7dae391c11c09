package org.medchain.faults.result;

import java.util.Locale;

/** Text of a page or a drawing as it grows. */
final class MarkupText {
  private final StringBuilder text = new StringBuilder();

  /** Adds a line or a part of one, with numbers as they are written in markup. */
  @SuppressWarnings("AnnotateFormatMethod") // Its annotation is on no class path here.
  MarkupText add(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values));
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}

package org.medchain.cluster.top;

/** Text of others, made harmless for a terminal. */
final class PrintableText {
  private PrintableText() {}

  /** Printable ASCII only: one character is one column, and none moves the cursor. */
  static String sanitise(String text) {
    return text.replaceAll("[^ -~]", "?");
  }

  /** Up to this number of characters; a tilde replaces the rest. */
  static String truncate(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    return most < 1 ? "" : text.substring(0, most - 1) + "~";
  }
}

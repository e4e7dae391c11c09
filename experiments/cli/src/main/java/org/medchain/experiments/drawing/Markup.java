package org.medchain.experiments.drawing;

/** Text inside SVG and HTML that is also well-formed XML. */
public final class Markup {
  private Markup() {}

  /** The text, so that it contains no markup. */
  public static String escape(String text) {
    return allowed(
        text.replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replace("\"", "&quot;"));
  }

  /** An element that holds the text. */
  public static String element(String name, String text) {
    return "<" + name + ">" + escape(text) + "</" + name + ">";
  }

  /** A link whose words are its target. */
  public static String link(String target) {
    return "<a href=\"" + escape(target) + "\">" + escape(target) + "</a>";
  }

  /** XML 1.0 has no place for other control characters, not even escaped. */
  public static String allowed(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints().forEach(c -> clean.appendCodePoint(isAllowed(c) ? c : 0xFFFD));
    return clean.toString();
  }

  private static boolean isAllowed(int c) {
    return c == '\n'
        || c == '\t'
        || (c >= 0x20 && c < 0xD800)
        || (c >= 0xE000 && c < 0xFFFE)
        || c > 0xFFFF;
  }
}

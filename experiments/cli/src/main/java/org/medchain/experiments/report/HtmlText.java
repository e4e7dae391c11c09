package org.medchain.experiments.report;

/** Text inside HTML that is also well-formed XML. */
final class HtmlText {
  private HtmlText() {}

  static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints().forEach(c -> append(escaped, c));
    return escaped.toString();
  }

  private static void append(StringBuilder to, int c) {
    switch (c) {
      case '&' -> to.append("&amp;");
      case '<' -> to.append("&lt;");
      case '>' -> to.append("&gt;");
      case '"' -> to.append("&quot;");
      default -> {
        // XML 1.0 has no place for other control characters, not even escaped.
        boolean allowed =
            c == '\n'
                || c == '\t'
                || (c >= 0x20 && c < 0xD800)
                || (c >= 0xE000 && c < 0xFFFE)
                || c > 0xFFFF;
        to.appendCodePoint(allowed ? c : 0xFFFD);
      }
    }
  }

  static String element(String name, String text) {
    return "<" + name + ">" + escape(text) + "</" + name + ">";
  }

  static String link(String target) {
    return "<a href=\"" + escape(target) + "\">" + escape(target) + "</a>";
  }
}

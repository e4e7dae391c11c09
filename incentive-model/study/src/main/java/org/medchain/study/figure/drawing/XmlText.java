package org.medchain.study.figure.drawing;

/** Text inside SVG and HTML that is also well-formed XML. */
public final class XmlText {
  private XmlText() {}

  public static String escape(String text) {
    return withoutControlCharacters(
        text.replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replace("\"", "&quot;"));
  }

  public static String element(String name, String text) {
    return "<" + name + ">" + escape(text) + "</" + name + ">";
  }

  /** XML 1.0 has no place for other control characters, not even escaped. */
  static String withoutControlCharacters(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints().forEach(c -> clean.appendCodePoint(hasPlace(c) ? c : 0xFFFD));
    return clean.toString();
  }

  private static boolean hasPlace(int c) {
    return c == '\n'
        || c == '\t'
        || (c >= 0x20 && c < 0xD800)
        || (c >= 0xE000 && c < 0xFFFE)
        || c > 0xFFFF;
  }
}

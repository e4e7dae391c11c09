package org.medchain.house;

/** Counts lines of Java that hold code: neither blank nor only a comment. */
final class CodeLines {
  private CodeLines() {}

  static int of(String source) {
    boolean inComment = false;
    int count = 0;
    for (String line : (Iterable<String>) source.lines()::iterator) {
      String rest = line.strip();
      if (inComment) {
        int end = rest.indexOf("*/");
        if (end < 0) {
          continue;
        }
        inComment = false;
        rest = rest.substring(end + 2).strip();
      }
      if (rest.startsWith("/*")) {
        int end = rest.indexOf("*/");
        inComment = end < 0;
        rest = inComment ? "" : rest.substring(end + 2).strip();
      }
      if (!rest.isEmpty() && !rest.startsWith("//")) {
        count++;
      }
    }
    return count;
  }
}

package org.medchain.house;

import java.util.function.Predicate;

/** Counts lines of Java: those that hold code, and those of them that a module answers for. */
final class CodeLines {
  private CodeLines() {}

  /** Lines that are neither blank nor only a comment. */
  static int of(String source) {
    return matching(source, line -> true);
  }

  /** Of these, without what names the package and what it uses. */
  static int counted(String source) {
    return matching(source, line -> !line.startsWith("import ") && !line.startsWith("package "));
  }

  private static int matching(String source, Predicate<String> wanted) {
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
      if (!rest.isEmpty() && !rest.startsWith("//") && wanted.test(rest)) {
        count++;
      }
    }
    return count;
  }
}

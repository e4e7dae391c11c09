package org.medchain.study.repeated;

/** Names in tables of numbers. */
final class Csv {
  private Csv() {}

  static String quoted(String name) {
    return name.matches("[^\",\r\n]*") ? name : '"' + name.replace("\"", "\"\"") + '"';
  }
}

package org.medchain.study.output;

/** Names in tables of numbers. */
public final class Csv {
  private Csv() {}

  /** In quotes where it has to be. */
  public static String quoted(String name) {
    return name.matches("[^\",\r\n]*") ? name : '"' + name.replace("\"", "\"\"") + '"';
  }
}

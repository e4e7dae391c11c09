package org.medchain.node.memory;

import java.util.List;

/**
 * A collection that keeps what peers send.
 *
 * @param collection name of its class, without {@code org.medchain}
 * @param keeps what it holds, in the words of the glossary
 * @param payer against whose share it counts
 * @param bound the formula in bytes, of the page's letters
 * @param bytes its value at the default parameters
 * @param requirement that it serves
 * @param test class and method that floods it
 */
record MemoryRow(
    String collection,
    String keeps,
    Payer payer,
    String bound,
    long bytes,
    String requirement,
    String test) {
  /** Only the name of the class. */
  String simpleName() {
    return collection.substring(collection.lastIndexOf('.') + 1);
  }

  /** The line of the page. */
  String line() {
    List<String> cells =
        List.of(
            "`" + collection + "`",
            keeps,
            payer.text(),
            bound,
            text(bytes),
            requirement,
            "`" + test + "`");
    return "| " + String.join(" | ", cells) + " |";
  }

  private static String text(long bytes) {
    if (bytes >= 1 << 20) {
      return Math.ceilDiv(bytes, 1 << 20) + " MiB";
    }
    return Math.ceilDiv(bytes, 1 << 10) + " KiB";
  }
}

package org.medchain.node.memory;

import java.util.List;

/**
 * A collection that keeps what peers send.
 *
 * @param collection name of its class, without {@code org.medchain}
 * @param keeps what it holds, in the words of the glossary
 * @param payer against whose share it counts: that of one or all
 * @param bound the formula in bytes, of the page's letters
 * @param bytes its value at the default parameters
 * @param requirement that it serves
 * @param test class and method that floods it
 */
record MemoryRow(
    String collection,
    String keeps,
    String payer,
    String bound,
    long bytes,
    String requirement,
    String test) {
  /** A line of the file. */
  static MemoryRow of(String line) {
    String[] cells = line.split(" \\| ", -1);
    return new MemoryRow(
        cells[0], cells[1], cells[2], cells[3], Formula.value(cells[4]), cells[5], cells[6]);
  }

  /** Name of the class alone. */
  String simpleName() {
    return collection.substring(collection.lastIndexOf('.') + 1);
  }

  /** The line of the page. */
  String line() {
    String size =
        bytes >= 1 << 20
            ? Math.ceilDiv(bytes, 1 << 20) + " MiB"
            : Math.ceilDiv(bytes, 1 << 10) + " KiB";
    List<String> cells =
        List.of("`" + collection + "`", keeps, payer, bound, size, requirement, "`" + test + "`");
    return "| " + String.join(" | ", cells) + " |";
  }
}

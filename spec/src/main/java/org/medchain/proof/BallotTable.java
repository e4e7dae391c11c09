package org.medchain.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Draws a counterexample: a row for each replica, a column for each view, and in each field what
 * the replica logged there, before the step.
 */
record BallotTable(InductionCounterexample found) {
  /** The lines of the drawing. */
  List<String> lines() {
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of(""));
    head.addAll(found.all("View"));
    rows.add(head);
    for (String node : found.all("Node")) {
      rows.add(row(node, view -> field(node, view)));
    }
    rows.add(row("certified", view -> blocks("certified", view)));
    rows.add(row("decided", view -> blocks("decidedIn", view)));
    List<String> lines = new ArrayList<>(aligned(rows));
    lines.add("blocks: " + branches());
    lines.add("decided: " + found.all("Block").stream().filter(this::isDecided).collect(list()));
    lines.add("quorums: " + quorums());
    return lines;
  }

  private List<String> row(String name, ViewField field) {
    List<String> row = new ArrayList<>(List.of(name));
    found.all("View").forEach(view -> row.add(field.of(view)));
    return row;
  }

  /** The content of a view's column. */
  private interface ViewField {
    String of(String view);
  }

  private boolean isDecided(String block) {
    return found.holds("decided", block);
  }

  /** Votes with their marks, then what the view demands, then whether the replica is in it. */
  private String field(String node, String view) {
    List<String> words = new ArrayList<>();
    for (String block : found.all("Block")) {
      String mark =
          (found.holds("voted", node, view, block) ? "v" : "")
              + (found.holds("prepared", node, view, block) ? "p" : "")
              + (found.holds("committed", node, view, block) ? "c" : "");
      if (!mark.isEmpty()) {
        words.add(block + ":" + mark);
      }
    }
    String demanded =
        found.all("Block").stream()
            .filter(block -> found.holds("demanded", node, view, block))
            .collect(list());
    if (!demanded.isEmpty()) {
      words.add("[" + demanded + "]");
    }
    if (found.holds("left", node, view)) {
      words.add(found.holds("gone", node, view) ? "gone" : "left");
    } else if (found.holds("entered", node, view)) {
      words.add("in");
    }
    return words.isEmpty() ? "-" : String.join(" ", words);
  }

  private String blocks(String relation, String view) {
    String all =
        found.all("Block").stream()
            .filter(block -> found.holds(relation, view, block))
            .collect(list());
    return all.isEmpty() ? "-" : all;
  }

  /** Each block with the blocks below it. */
  private String branches() {
    return found.all("Block").stream()
        .map(
            block ->
                block
                    + found.all("Block").stream()
                        .filter(below -> !below.equals(block))
                        .filter(below -> found.holds("ancestor", below, block))
                        .collect(Collectors.joining(", ", " above [", "]")))
        .collect(Collectors.joining("; "));
  }

  private String quorums() {
    return found.all("Quorum").stream()
        .map(
            quorum ->
                found.all("Node").stream()
                    .filter(node -> found.holds("member", node, quorum))
                    .collect(Collectors.joining(" ", quorum + " {", "}")))
        .collect(Collectors.joining(", "));
  }

  private static Collector<CharSequence, ?, String> list() {
    return Collectors.joining(" ");
  }

  private static List<String> aligned(List<List<String>> rows) {
    int columns = rows.get(0).size();
    int[] widths =
        IntStream.range(0, columns)
            .map(i -> rows.stream().mapToInt(row -> row.get(i).length()).max().orElse(0))
            .toArray();
    return rows.stream()
        .map(
            row ->
                IntStream.range(0, columns)
                    .mapToObj(i -> row.get(i) + " ".repeat(widths[i] - row.get(i).length()))
                    .collect(Collectors.joining("  "))
                    .stripTrailing())
        .toList();
  }
}

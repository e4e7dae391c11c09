package org.medchain.spec.coverage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A row of a table in {@code spec/requirements}: id, sentence, source, status, decision.
 *
 * @param id such as DATA-3
 * @param sentence what a test can falsify
 * @param source the section of the paper, or the literature
 * @param status whether code and tests exist
 * @param file where it is written down, relative to the repository's root
 */
record Requirement(String id, String sentence, String source, Status status, String file) {
  /** How far a requirement is. */
  enum Status {
    /** Code and tests exist. */
    BUILT,
    /** It is wanted, and nothing may rest on it yet. */
    PLANNED
  }

  private static final Pattern ROW = Pattern.compile("\\| *[A-Z]{3,5}-[0-9]+ *\\|.*");

  private static final int CELLS = 5;

  /** What comes before the number. */
  String prefix() {
    return id.substring(0, id.indexOf('-'));
  }

  /**
   * The requirements of a file, in its order.
   *
   * @throws IllegalArgumentException if a row has not the five cells, or a status that is neither
   */
  static List<Requirement> of(Source file) {
    List<Requirement> found = new ArrayList<>();
    for (String line : file.lines()) {
      if (ROW.matcher(line).matches()) {
        found.add(row(file, line));
      }
    }
    return found;
  }

  private static Requirement row(Source file, String line) {
    // The first piece is what stands before the first bar: nothing.
    List<String> cells =
        Arrays.stream(Pattern.compile("\\|").split(line)).skip(1).map(String::strip).toList();
    if (cells.size() != CELLS || cells.stream().anyMatch(String::isEmpty)) {
      throw new IllegalArgumentException(file.path() + ": not five full cells: " + line);
    }
    return new Requirement(
        cells.get(0), cells.get(1), cells.get(2), status(file, cells.get(3)), file.path());
  }

  /** "built" or "planned", after which a semicolon may say more. */
  private static Status status(Source file, String cell) {
    int end = cell.indexOf(';');
    return switch (end < 0 ? cell : cell.substring(0, end)) {
      case "built" -> Status.BUILT;
      case "planned" -> Status.PLANNED;
      default -> throw new IllegalArgumentException(file.path() + ": no status: " + cell);
    };
  }
}

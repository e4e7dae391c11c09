package org.medchain.spec.coverage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** A row of a table in {@code spec/requirements}; the file is relative to the root. */
record Requirement(String id, String sentence, String source, Status status, String file) {
  /** How far a requirement is. */
  enum Status {
    /** Code and tests exist. */
    BUILT,
    /** It is wanted, and nothing may rest on it yet. */
    PLANNED
  }

  /** A prefix of two letters or more, and a number. */
  static final String ID = "[A-Z]{2,}-[0-9]+";

  private static final Pattern BAR = Pattern.compile("\\|");
  private static final Pattern RULE = Pattern.compile("[|: -]+");

  private static final int CELLS = 5;

  /** What comes before the number. */
  String prefix() {
    return id.substring(0, id.indexOf('-'));
  }

  /** The requirements of a file in order; a row of another form is refused. */
  static List<Requirement> of(Source file) {
    List<Requirement> found = new ArrayList<>();
    boolean inTable = false;
    boolean ofRequirements = false;
    for (String each : file.lines()) {
      String line = each.strip();
      if (!line.startsWith("|")) {
        inTable = false;
        ofRequirements = false;
      } else if (!inTable) {
        inTable = true;
        ofRequirements = cells(line).getFirst().equals("id");
        refuseId(file, line);
      } else if (!ofRequirements) {
        refuseId(file, line);
      } else if (!RULE.matcher(line).matches()) {
        found.add(row(file, line));
      }
    }
    return found;
  }

  /** A row without a header would be read by people but not counted. */
  private static void refuseId(Source file, String line) {
    if (cells(line).getFirst().matches(ID)) {
      throw new IllegalArgumentException(file.path() + ": in no table of requirements: " + line);
    }
  }

  private static List<String> cells(String line) {
    // The first piece is what stands before the first bar: nothing.
    List<String> cells = Arrays.stream(BAR.split(line)).skip(1).map(String::strip).toList();
    return cells.isEmpty() ? List.of("") : cells;
  }

  private static Requirement row(Source file, String line) {
    List<String> cells = cells(line);
    if (!cells.getFirst().matches(ID)) {
      throw new IllegalArgumentException(file.path() + ": no id: " + line);
    }
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

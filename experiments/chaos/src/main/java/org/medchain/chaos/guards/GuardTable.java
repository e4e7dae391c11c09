package org.medchain.chaos.guards;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The table of results, to which rows are appended as they come, and beside it, what text each row
 * was found with: a row is good as long as that stays (SCH-13). A guard that was caught depends on
 * its source alone; one that survived on the tests and the number of schedules too, which may have
 * grown.
 */
final class GuardTable {
  private static final String HEADER = "guard,file,caught_by";
  private static final String NOTES_HEADER = "guard,file,text";

  /** In place of a row: taken out, it does not compile. */
  static final String NO_GUARD = "does not compile without it";

  private static final Pattern ROW =
      Pattern.compile("(\"(?:[^\"]|\"\")*\"|[^,\"]*),([^,\"]*),([^,\"]*)");

  /** The row of one guard. */
  private record GuardEntry(String caughtBy, String text) {
    boolean isRow() {
      return !caughtBy.equals(NO_GUARD);
    }
  }

  private final Path file;
  private final Path notes;
  private final Map<String, String> sources;
  private final String mutationLevel;
  private final Map<String, GuardEntry> entries = new LinkedHashMap<>();

  private GuardTable(Path file, Path notes, Map<String, String> sources, String tried) {
    this.file = file;
    this.notes = notes;
    this.sources = sources;
    this.mutationLevel = tried;
  }

  /**
   * Opens the table of a layout.
   *
   * @param seeds how many schedules are tried
   */
  static GuardTable open(ModuleLayout layout, long seeds) throws IOException {
    Path notes = layout.work().resolve("texts.csv");
    String tried = layout.tests().toString() + seeds;
    GuardTable table = new GuardTable(layout.table(), notes, layout.sources(), tried);
    table.read();
    return table;
  }

  /** A note whose row has gone counts for nothing; a row without its note stays, but is unknown. */
  private void read() throws IOException {
    Map<String, String> rows = caught(file);
    rows.forEach((key, caughtBy) -> entries.put(key, new GuardEntry(caughtBy, "")));
    rows(notes)
        .forEach(
            (key, note) -> {
              String[] said = note.split(" ", 2);
              String caughtBy = said.length == 2 ? said[1] : rows.get(key);
              if (caughtBy != null) {
                entries.put(key, new GuardEntry(caughtBy, said[0]));
              }
            });
  }

  /** What caught each guard that a table has a row of, by {@link #key}. */
  static Map<String, String> caught(Path file) throws IOException {
    Map<String, String> rows = rows(file);
    rows.remove(HEADER.substring(0, HEADER.lastIndexOf(',')));
    return rows;
  }

  /** The last column of a table by the two before, the last row of each. */
  private static Map<String, String> rows(Path file) throws IOException {
    Map<String, String> rows = new LinkedHashMap<>();
    for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        rows.put(row.group(1) + "," + row.group(2), row.group(3));
      }
    }
    return rows;
  }

  /** Removes the rows of these guards, which are to be tried again. */
  void forget(List<Guard> guards) {
    guards.forEach(each -> entries.remove(key(each)));
  }

  /** The row of a guard, if its texts are unchanged. */
  Optional<String> knownResult(Guard guard) {
    return Optional.ofNullable(entries.get(key(guard)))
        .filter(entry -> entry.text().equals(text(guard, entry.caughtBy())))
        .map(GuardEntry::caughtBy);
  }

  /** Appends what came of a guard: what caught it, "" if nothing did, or {@link #NO_GUARD}. */
  synchronized void add(Guard guard, String caughtBy) throws IOException {
    GuardEntry entry = new GuardEntry(caughtBy, text(guard, caughtBy));
    entries.put(key(guard), entry);
    if (entry.isRow()) {
      append(file, HEADER, row(key(guard), caughtBy));
    }
    append(notes, NOTES_HEADER, note(key(guard), entry));
  }

  private static void append(Path file, String header, String line) throws IOException {
    Files.createDirectories(file.getParent());
    if (!Files.exists(file)) {
      Files.writeString(file, header + "\n");
    }
    Files.writeString(file, line + "\n", StandardOpenOption.APPEND);
  }

  /** Rewrites the table: the rows of these guards, in their order. */
  void sortAndPrune(List<Guard> guards) throws IOException {
    List<String> rows = new ArrayList<>(List.of(HEADER));
    List<String> texts = new ArrayList<>(List.of(NOTES_HEADER));
    for (Guard guard : guards) {
      GuardEntry entry = entries.get(key(guard));
      if (entry != null && entry.isRow()) {
        rows.add(row(key(guard), entry.caughtBy()));
      }
      if (entry != null && !entry.text().isEmpty()) {
        texts.add(note(key(guard), entry));
      }
    }
    Files.createDirectories(file.getParent());
    Files.createDirectories(notes.getParent());
    Files.write(file, rows);
    Files.write(notes, texts);
  }

  private static String row(String key, String caughtBy) {
    return key + "," + caughtBy;
  }

  private static String note(String key, GuardEntry entry) {
    return key + "," + entry.text() + (entry.isRow() ? "" : " " + entry.caughtBy());
  }

  /** The first two columns of a guard's row. */
  static String key(Guard guard) {
    String name = guard.name();
    boolean plain = name.indexOf(',') < 0 && name.indexOf('"') < 0;
    return (plain ? name : '"' + name.replace("\"", "\"\"") + '"') + "," + guard.file();
  }

  private String text(Guard guard, String caughtBy) {
    String source = sources.get(guard.file());
    return TextHashes.hashOf(caughtBy.isEmpty() ? source + mutationLevel : source);
  }
}

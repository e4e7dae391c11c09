package org.medchain.experiments.reference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.medchain.experiments.config.QuotedText;
import org.medchain.experiments.results.CsvTable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Where two files differ first, in the terms of their format (RES-4). */
final class FirstDifference {
  private static final int SHOWN_MAX = 60;

  private FirstDifference() {}

  /** The place and both values; the files are not equal. */
  static String of(Path committed, Path here) throws IOException {
    String old = text(committed);
    String now = text(here);
    String name = committed.toString();
    Optional<String> structured =
        name.endsWith(".csv") ? csv(old, now) : name.endsWith(".json") ? json(old, now) : none();
    return structured.orElseGet(() -> lines(old, now));
  }

  private static Optional<String> none() {
    return Optional.empty();
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  /** By row and column; empty where one of the two is no such table. */
  private static Optional<String> csv(String old, String now) {
    CSVFormat format = CsvTable.FORMAT.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser before = CSVParser.parse(old, format);
        CSVParser after = CSVParser.parse(now, format)) {
      Set<String> columns = new LinkedHashSet<>(before.getHeaderNames());
      if (!before.getHeaderNames().equals(after.getHeaderNames())) {
        return Optional.of(columns(columns, new LinkedHashSet<>(after.getHeaderNames())));
      }
      return Optional.of(rows(before.getRecords(), after.getRecords(), List.copyOf(columns)));
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      return none();
    }
  }

  private static String columns(Set<String> old, Set<String> now) {
    Set<String> gone = new LinkedHashSet<>(old);
    gone.removeAll(now);
    Set<String> added = new LinkedHashSet<>(now);
    added.removeAll(old);
    return gone.isEmpty() && added.isEmpty()
        ? "the same columns in another order"
        : "columns: committed alone has " + list(gone) + ", this run alone " + list(added);
  }

  private static String list(Set<String> names) {
    return names.isEmpty() ? "no other" : QuotedText.sentence(String.join(", ", names));
  }

  private static String rows(List<CSVRecord> old, List<CSVRecord> now, List<String> columns) {
    int both = Math.min(old.size(), now.size());
    int[] changed =
        IntStream.range(0, both)
            .filter(i -> !old.get(i).toList().equals(now.get(i).toList()))
            .toArray();
    String count =
        old.size() == now.size() ? "" : "committed " + old.size() + " rows, here " + now.size();
    if (changed.length == 0) {
      return count.isEmpty()
          ? "the same rows, written otherwise"
          : count + "; the first " + both + " are equal";
    }
    List<String> before = old.get(changed[0]).toList();
    List<String> after = now.get(changed[0]).toList();
    int column =
        IntStream.range(0, Math.min(before.size(), after.size()))
            .filter(i -> !before.get(i).equals(after.get(i)))
            .findFirst()
            .orElse(Math.min(before.size(), after.size()));
    String name = column < columns.size() ? columns.get(column) : "behind the last";
    return (count.isEmpty() ? "" : count + "; ")
        + ("row " + (changed[0] + 1) + ", column " + name + ": ")
        + values(column < before.size() ? before.get(column) : "", at(after, column))
        + ("; " + changed.length + " of " + both + " rows differ");
  }

  private static String at(List<String> row, int column) {
    return column < row.size() ? row.get(column) : "";
  }

  private static String values(String old, String now) {
    return "committed " + shown(old) + ", here " + shown(now);
  }

  private static String shown(String value) {
    String line = QuotedText.sentence(value);
    return line.isEmpty() ? "nothing" : line.length() > SHOWN_MAX ? "a long text" : line;
  }

  private static Optional<String> json(String old, String now) {
    try {
      JsonNode before = JsonMapper.shared().readTree(old);
      JsonNode after = JsonMapper.shared().readTree(now);
      return json("", before, after).or(() -> Optional.of("the same values, written otherwise"));
    } catch (JacksonException e) {
      return none();
    }
  }

  private static Optional<String> json(String place, JsonNode old, JsonNode now) {
    if (old.isObject() && now.isObject()) {
      Set<String> keys = new LinkedHashSet<>(old.propertyNames());
      keys.addAll(now.propertyNames());
      return keys.stream()
          .map(key -> json(place.isEmpty() ? key : place + "." + key, old.path(key), now.path(key)))
          .flatMap(Optional::stream)
          .findFirst();
    }
    if (old.isArray() && now.isArray()) {
      return IntStream.range(0, Math.max(old.size(), now.size()))
          .mapToObj(i -> json(place + "[" + i + "]", old.path(i), now.path(i)))
          .flatMap(Optional::stream)
          .findFirst();
    }
    return old.equals(now)
        ? none()
        : Optional.of(QuotedText.sentence(place) + ": " + values(value(old), value(now)));
  }

  private static String value(JsonNode node) {
    return node.isMissingNode() ? "nothing" : node.toString();
  }

  private static String lines(String old, String now) {
    List<String> before = old.lines().toList();
    List<String> after = now.lines().toList();
    int both = Math.min(before.size(), after.size());
    return IntStream.range(0, both)
        .filter(i -> !before.get(i).equals(after.get(i)))
        .mapToObj(
            i -> "line " + (i + 1) + ": " + values(before.get(i).strip(), after.get(i).strip()))
        .findFirst()
        .orElse("committed " + before.size() + " lines, here " + after.size());
  }
}

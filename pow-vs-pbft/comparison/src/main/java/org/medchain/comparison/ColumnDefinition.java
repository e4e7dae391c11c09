package org.medchain.comparison;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that is told of a column of {@code trials.csv} but where its values come from: a line of
 * {@code trial-columns.txt}.
 *
 * @param header its name
 * @param type of its values
 * @param isOptional whether a value may be absent in any table
 * @param unit for other programs; empty for words
 * @param place among the columns that the table of cells shows; 0 where that does not show it
 * @param head of it there
 * @param divisor of its values there
 * @param meaning in sentences
 */
public record ColumnDefinition(
    String header,
    ColumnType type,
    boolean isOptional,
    String unit,
    int place,
    String head,
    double divisor,
    String meaning) {
  private static final Map<String, ColumnDefinition> ALL =
      all(text(ColumnDefinition.class, "trial-columns.txt")).stream()
          .collect(Collectors.toMap(ColumnDefinition::header, Function.identity()));

  /** What the values of a column are. */
  public enum ColumnType {
    /** Words. */
    TEXT,
    /** {@code true} or {@code false}. */
    BOOLEAN,
    /** Whole numbers from 0. */
    COUNT,
    /** Numbers from 0. */
    NUMBER,
    /** Numbers that may be negative. */
    SIGNED;

    /** Whether they are numbers. */
    public boolean isNumber() {
      return this != TEXT && this != BOOLEAN;
    }
  }

  static ColumnDefinition of(String header) {
    return ALL.get(header);
  }

  /** Those of a text with a line for each. */
  public static List<ColumnDefinition> all(String text) {
    return rows(text, 5).map(ColumnDefinition::read).toList();
  }

  /** The rows of a text, whose fields are divided by |. */
  public static Stream<String[]> rows(String text, int fields) {
    return text.lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split("\\|", fields))
        .map(row -> Arrays.stream(row).map(String::strip).toArray(String[]::new));
  }

  private static ColumnDefinition read(String[] parts) {
    String[] shown = parts[3].isEmpty() ? new String[] {"0", "", "1"} : parts[3].split(", ");
    return new ColumnDefinition(
        parts[0],
        ColumnType.valueOf(parts[1].replace("?", "").toUpperCase(Locale.ROOT)),
        parts[1].endsWith("?"),
        parts[2],
        Integer.parseInt(shown[0]),
        shown[1],
        Double.parseDouble(shown[2]),
        parts[4]);
  }

  /** A table beside a class. */
  public static String text(Class<?> beside, String name) {
    try (InputStream in = beside.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

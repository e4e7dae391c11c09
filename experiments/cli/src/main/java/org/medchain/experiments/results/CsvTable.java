package org.medchain.experiments.results;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.medchain.comparison.config.ConfigKeys;
import org.medchain.experiments.config.UserInputException;

/** Tables of comma-separated values as medchain writes them. */
public final class CsvTable {
  /** RFC 4180, but with line feeds. */
  public static final CSVFormat FORMAT = CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

  private CsvTable() {}

  /** Replaces a file with a table, which a reader sees whole or not at all. */
  public static void write(Path file, List<?> heads, List<? extends List<?>> rows)
      throws IOException {
    StringBuilder text = new StringBuilder();
    try (CSVPrinter printer = new CSVPrinter(text, FORMAT)) {
      printer.printRecord(heads);
      printer.printRecords(rows);
    }
    AtomicFile.write(file, text.toString());
  }

  /** A table's text, without the mark that spreadsheets put before it. */
  public static String read(Path file) throws IOException {
    String text = Files.readString(file);
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  /**
   * The rows of a text that begins with the names of its columns, by these.
   *
   * @throws UserInputException if it is no such table
   */
  public static List<Map<String, String>> byColumn(String name, String text)
      throws UserInputException {
    try (CSVParser parser = CSVParser.parse(text, FORMAT.builder().setHeader().get())) {
      return parser.stream().map(CSVRecord::toMap).toList();
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      throw new UserInputException(name + " is no table with a row of column names");
    }
  }

  /**
   * What the rows of a table with these heads are. A last row that is only half written is left
   * out.
   *
   * @param row of the fields; throws {@link IllegalArgumentException} where they are something else
   * @throws UserInputException with the file and line of the first other difference from the format
   *     of {@link #write}
   */
  public static <R> List<R> read(Path file, List<String> heads, Function<List<String>, R> row)
      throws UserInputException {
    List<R> rows = new ArrayList<>();
    long line = 1;
    try {
      String text = read(file);
      String whole = text.substring(0, text.lastIndexOf('\n') + 1);
      try (CSVParser parser = CSVParser.parse(whole, FORMAT)) {
        for (CSVRecord each : parser) {
          if (line == 1 ? !each.toList().equals(heads) : each.size() != heads.size()) {
            throw new IllegalArgumentException();
          }
          if (line > 1) {
            rows.add(row.apply(each.toList()));
          }
          line++;
        }
      }
      return rows;
    } catch (IOException
        | UncheckedIOException
        | IllegalArgumentException
        | IllegalStateException e) {
      throw new UserInputException(
          file + ":" + line + ": not a row as this version of medchain writes it");
    }
  }

  /** Replaces a file with columns, with a row for each of these. */
  public static <T> void writeColumns(Path file, List<CsvColumn<T>> columns, List<T> rows)
      throws IOException {
    write(
        file,
        columns.stream().map(CsvColumn::head).toList(),
        rows.stream()
            .map(row -> columns.stream().map(each -> text(each.value().apply(row))).toList())
            .toList());
  }

  /** Whether a text is a number as {@link #text} writes it. */
  public static boolean isNumber(String text) {
    return text.matches("-?[0-9.]+(E-?[0-9]+)?");
  }

  /** A word, or a number with all its digits; empty where it is absent. */
  public static String text(Object value) {
    return switch (value) {
      case OptionalDouble number -> number.isPresent() ? Double.toString(number.getAsDouble()) : "";
      case OptionalInt number -> number.isPresent() ? Integer.toString(number.getAsInt()) : "";
      case Optional<?> part -> part.map(CsvTable::text).orElse("");
      case Enum<?> word -> ConfigKeys.of(word);
      default -> value.toString();
    };
  }
}

package org.medchain.experiments.results;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.medchain.comparison.TrialColumn;
import org.medchain.comparison.config.ConfigKeys;
import org.medchain.comparison.config.FaultKind;
import org.medchain.comparison.config.ProtocolKind;
import org.medchain.comparison.metrics.TrialVerdict;
import org.medchain.experiments.config.ConfigSchema;
import org.medchain.experiments.config.UserInputException;

/** {@code trials.csv}: a head line with the names of all columns, then a row a trial (EXP-9). */
public final class TrialsFile {
  private TrialsFile() {}

  /**
   * The columns of a table of these rows, the occasional ones where a row has one (CMP-47, EXP-16).
   */
  public static List<TrialColumn> columns(Collection<TrialRow> rows) {
    return TrialColumn.all(
        rows.stream().flatMap(row -> row.occasions().stream()).collect(Collectors.toSet()));
  }

  /** The axes that the config of these rows makes of its own keys, each a column (CMP-58). */
  public static Set<String> axes(Collection<TrialRow> rows) {
    return rows.stream().findFirst().map(row -> row.axes().keySet()).orElse(Set.of());
  }

  /** Writes the rows, in the order given. */
  public static void write(Path file, Collection<TrialRow> rows) throws IOException {
    List<TrialColumn> columns = columns(rows);
    CsvTable.write(
        file,
        Stream.concat(TrialColumn.headers(columns).stream(), axes(rows).stream()).toList(),
        rows.stream()
            .map(
                row ->
                    Stream.concat(columns.stream().map(row::text), row.axes().values().stream())
                        .toList())
            .toList());
  }

  /**
   * Reads the rows. A last row that was only half written, as a full disk or a power cut leaves it,
   * is left out: it lacks its line feed or has too few fields.
   *
   * @param torn takes a message
   * @throws UserInputException with the file and line of the first other difference from the format
   *     of {@link #write}
   */
  public static List<TrialRow> read(Path file, Consumer<String> torn) throws UserInputException {
    try {
      String text = CsvTable.read(file);
      String whole = text.substring(0, text.lastIndexOf('\n') + 1);
      // An incomplete header line is the error to report.
      boolean cut = !whole.isEmpty() && whole.length() < text.length();
      try (CSVParser parser = CSVParser.parse(cut ? whole : text, CsvTable.FORMAT)) {
        List<CsvLine> lines = lines(parser);
        if (cut) {
          lines.add(new CsvLine(parser.getCurrentLineNumber() + 1, List.of()));
        }
        return rows(file, lines, torn);
      }
    } catch (NoSuchFileException e) {
      throw new UserInputException(file + ": there is no such file; the folder of a run is wanted");
    } catch (CharacterCodingException e) {
      throw new UserInputException(file + ": this is not UTF-8 text");
    } catch (IOException e) {
      throw new UserInputException(file + ": cannot be read: " + oneLine(e));
    } catch (UncheckedIOException | IllegalStateException e) {
      throw new UserInputException(file + ": not a table of comma-separated values: " + oneLine(e));
    }
  }

  /** The fields of a row, and the line that it begins at. */
  private record CsvLine(long number, List<String> fields) {}

  private static List<CsvLine> lines(CSVParser parser) {
    List<CsvLine> lines = new ArrayList<>();
    long number = 1;
    for (CSVRecord record : parser) {
      lines.add(new CsvLine(number, record.toList()));
      number = parser.getCurrentLineNumber() + 1;
    }
    return lines;
  }

  private static List<TrialRow> rows(Path file, List<CsvLine> lines, Consumer<String> torn)
      throws UserInputException {
    if (lines.isEmpty()) {
      throw new UserInputException(file + ": the file is empty");
    }
    List<String> head = lines.removeFirst().fields();
    List<TrialColumn> columns = columns(file, head);
    List<String> axes = head.subList(columns.size(), head.size());
    List<TrialRow> rows = new ArrayList<>();
    Set<Integer> trials = new HashSet<>();
    for (CsvLine line : lines) {
      String place = file + ":" + line.number();
      if (line.equals(lines.getLast()) && line.fields().size() < head.size()) {
        torn.accept(place + ": the last row is only half written");
        return rows;
      }
      TrialRow row = row(place, line.fields(), columns, axes);
      if (!trials.add(row.trial())) {
        throw new UserInputException(place + ": trial " + row.trial() + " a second time");
      }
      rows.add(row);
    }
    return rows;
  }

  private static List<TrialColumn> columns(Path file, List<String> fields)
      throws UserInputException {
    List<TrialColumn> columns =
        TrialColumn.all(
            Arrays.stream(TrialColumn.values())
                .filter(column -> fields.contains(column.header()))
                .map(TrialColumn::condition)
                .collect(Collectors.toSet()));
    List<String> headers = TrialColumn.headers(columns);
    int count = Math.min(headers.size(), fields.size());
    boolean known =
        fields.subList(0, count).equals(headers)
            && fields.stream().distinct().count() == fields.size()
            && fields.stream().skip(count).allMatch(TrialsFile::isKey);
    if (!known) {
      throw new UserInputException(file + ":1: other columns than this version of medchain writes");
    }
    return columns;
  }

  private static boolean isKey(String path) {
    return ConfigSchema.experiment().allows("/" + path.replace('.', '/'));
  }

  private static TrialRow row(
      String place, List<String> texts, List<TrialColumn> columns, List<String> axes)
      throws UserInputException {
    int width = columns.size() + axes.size();
    if (texts.size() != width) {
      throw new UserInputException(
          place + ": " + texts.size() + " fields; a row has " + width + " of them");
    }
    Map<TrialColumn, String> fields = new EnumMap<>(TrialColumn.class);
    for (int i = 0; i < columns.size(); i++) {
      TrialColumn column = columns.get(i);
      String text = texts.get(i);
      if (!valid(column, text)) {
        throw new UserInputException(
            "%s: the field %s is not written by this version of medchain"
                .formatted(place, column.header()));
      }
      fields.put(column, text);
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < axes.size(); i++) {
      values.put(axes.get(i), texts.get(columns.size() + i));
    }
    return new TrialRow(fields, values);
  }

  private static boolean valid(TrialColumn column, String text) {
    if (text.isEmpty()) {
      return column.definition().isOptional()
          || column.condition() != TrialColumn.ColumnCondition.ALWAYS;
    }
    return switch (column) {
      case PROTOCOL -> ConfigKeys.constant(ProtocolKind.class, text).isPresent();
      case FAULT -> ConfigKeys.constant(FaultKind.class, text).isPresent();
      case VERDICT -> ConfigKeys.constant(TrialVerdict.class, text).isPresent();
      case TRIAL, NODES, FAULTY, REPEAT -> text.matches("[0-9]{1,9}");
      default ->
          switch (column.definition().type()) {
            case TEXT -> true;
            case BOOLEAN -> text.equals("true") || text.equals("false");
            case COUNT -> text.matches("[0-9]{1,18}");
            case NUMBER -> finite(text, false);
            case SIGNED -> finite(text, true);
          };
    };
  }

  private static boolean finite(String text, boolean signed) {
    try {
      double value = Double.parseDouble(text);
      return Double.isFinite(value) && (signed || value >= 0);
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static String oneLine(Exception e) {
    return String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
  }
}

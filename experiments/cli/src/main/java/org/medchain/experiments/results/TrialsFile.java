package org.medchain.experiments.results;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.medchain.comparison.TrialColumn;
import org.medchain.comparison.TrialColumn.ColumnCondition;
import org.medchain.comparison.config.ConfigKeys;
import org.medchain.comparison.config.FaultKind;
import org.medchain.comparison.config.ProtocolKind;
import org.medchain.comparison.metrics.TrialOutcome;
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
   * lacks its line feed and is left out.
   *
   * @param torn takes a message
   * @throws UserInputException with the file and line of the first other difference from the format
   *     of {@link #write}
   */
  public static List<TrialRow> read(Path file, Consumer<String> torn) throws UserInputException {
    String text;
    try {
      text = CsvTable.read(file);
    } catch (NoSuchFileException e) {
      throw new UserInputException(file + ": there is no such file; the folder of a run is wanted");
    } catch (IOException e) {
      throw new UserInputException(file + ": cannot be read as text");
    }
    if (text.contains("\n") && !text.endsWith("\n")) {
      torn.accept(file + ":" + text.lines().count() + ": the last row is only half written");
    }
    String first = text.substring(0, Math.max(0, text.indexOf('\n')));
    List<String> head = List.of(first.strip().split(",", -1));
    List<TrialColumn> columns = columns(file, head);
    List<String> axes = head.subList(columns.size(), head.size());
    List<TrialRow> rows = CsvTable.read(file, head, fields -> row(fields, columns, axes));
    if (rows.stream().map(TrialRow::trial).distinct().count() < rows.size()) {
      throw new UserInputException(file + ": has a trial twice");
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

  private static TrialRow row(List<String> texts, List<TrialColumn> columns, List<String> axes) {
    Map<TrialColumn, String> fields = new EnumMap<>(TrialColumn.class);
    for (int i = 0; i < columns.size(); i++) {
      if (!valid(columns.get(i), texts.get(i))) {
        throw new IllegalArgumentException(columns.get(i).header());
      }
      fields.put(columns.get(i), texts.get(i));
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < axes.size(); i++) {
      values.put(axes.get(i), texts.get(columns.size() + i));
    }
    return new TrialRow(fields, values);
  }

  private static boolean valid(TrialColumn column, String text) {
    if (text.isEmpty()) {
      return column.definition().isOptional() || column.condition() != ColumnCondition.ALWAYS;
    }
    return switch (column) {
      case PROTOCOL -> ConfigKeys.constant(ProtocolKind.class, text).isPresent();
      case FAULT -> ConfigKeys.constant(FaultKind.class, text).isPresent();
      case VERDICT -> ConfigKeys.constant(TrialOutcome.class, text).isPresent();
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
}

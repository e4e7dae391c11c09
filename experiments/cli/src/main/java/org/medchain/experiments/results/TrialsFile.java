package org.medchain.experiments.results;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.medchain.comparison.Column;
import org.medchain.comparison.config.FaultKind;
import org.medchain.comparison.config.Protocol;
import org.medchain.comparison.metrics.Verdict;
import org.medchain.experiments.config.Refusal;

/** {@code trials.csv}: a head line with the names of all columns, then a row a trial (EXP-9). */
public final class TrialsFile {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

  /** Columns that may be empty; the others are counts and words that every trial has. */
  private static final Set<Column> OPTIONAL =
      Set.of(
          Column.BLOCK_INTERVAL_S,
          Column.THROUGHPUT_TPS,
          Column.OFFERED_TPS,
          Column.WINDOW_S,
          Column.WARMUP_MAX_MS,
          Column.LATENCY_P50_MS,
          Column.LATENCY_P90_MS,
          Column.LATENCY_P99_MS,
          Column.LATENCY_MAX_MS,
          Column.MESSAGES_PER_TX,
          Column.BYTES_PER_TX,
          Column.HASHES_PER_TX,
          Column.VIEW_CHANGES,
          Column.FORKS,
          Column.STALE_RATE,
          Column.REASON,
          Column.CONFIRMATIONS,
          Column.REVERSAL_PROBABILITY,
          Column.BLOCKS,
          Column.BYZANTINE_BLOCK_SHARE,
          Column.LATE_BLOCK_INTERVAL_S,
          Column.LATE_DIFFICULTY,
          Column.TRACE_HASH,
          Column.STATE_TRANSFERS,
          Column.CHECKPOINTS,
          Column.CPU_US_PER_TX,
          Column.OTHER_LOAD,
          Column.STEAL,
          Column.COMPILING,
          Column.CONTAMINATED);

  /** The occasions that a table may have: any of them together. */
  private static final List<Set<Column.Occasion>> HEADS = heads();

  private static final Set<Column> COUNTS =
      Set.of(
          Column.TRIAL,
          Column.NODES,
          Column.FAULTY,
          Column.REPEAT,
          Column.SEED,
          Column.SUBMITTED,
          Column.COMMITTED,
          Column.UNCOMMITTED,
          Column.MEASURED,
          Column.AGREEMENT_VIOLATIONS,
          Column.REFUSED,
          Column.MESSAGES_DELIVERED,
          Column.BYZANTINE,
          Column.RESTARTS,
          Column.STATE_TRANSFERS,
          Column.CHECKPOINTS);

  private TrialsFile() {}

  private static List<Set<Column.Occasion>> heads() {
    List<Set<Column.Occasion>> heads = new ArrayList<>();
    heads.add(Set.of());
    for (Column.Occasion each : Column.Occasion.values()) {
      for (Set<Column.Occasion> fewer : List.copyOf(heads)) {
        Set<Column.Occasion> more = EnumSet.of(each);
        more.addAll(fewer);
        heads.add(more);
      }
    }
    return heads;
  }

  /**
   * The columns of a table of these rows, the occasional ones where a row has one (CMP-47, EXP-16).
   */
  public static List<Column> columns(Collection<TrialRow> rows) {
    return Column.all(
        rows.stream().flatMap(row -> row.occasions().stream()).collect(Collectors.toSet()));
  }

  /** Writes the rows, in the order given. */
  public static void write(Path file, Collection<TrialRow> rows) throws IOException {
    StringBuilder text = new StringBuilder();
    List<Column> columns = columns(rows);
    try (CSVPrinter printer = new CSVPrinter(text, FORMAT)) {
      printer.printRecord(Column.headers(columns));
      for (TrialRow row : rows) {
        printer.printRecord(columns.stream().map(row::text).toList());
      }
    }
    AtomicFile.write(file, text.toString());
  }

  /**
   * Reads the rows of a table that is whole.
   *
   * @throws Refusal with the file and line of the first thing that is not as {@link #write} leaves
   *     it
   */
  public static List<TrialRow> read(Path file) throws Refusal {
    List<String> torn = new ArrayList<>();
    List<TrialRow> rows = read(file, torn::add);
    if (!torn.isEmpty()) {
      throw new Refusal(torn);
    }
    return rows;
  }

  /**
   * Reads the rows. A last row that was only half written, as a full disk or a power cut leaves it,
   * is left out: it lacks its line feed or has too few fields.
   *
   * @param torn takes a line that says so
   * @throws Refusal with the file and line of the first other thing that is not as {@link #write}
   *     leaves it
   */
  public static List<TrialRow> read(Path file, Consumer<String> torn) throws Refusal {
    try {
      String text = Files.readString(file);
      String whole = text.substring(0, text.lastIndexOf('\n') + 1);
      // Where not even the head line is whole, that is what there is to say.
      boolean cut = !whole.isEmpty() && whole.length() < text.length();
      try (CSVParser parser = CSVParser.parse(cut ? whole : text, FORMAT)) {
        List<Line> lines = lines(parser);
        if (cut) {
          lines.add(new Line(parser.getCurrentLineNumber() + 1, List.of()));
        }
        return rows(file, lines, torn);
      }
    } catch (NoSuchFileException e) {
      throw new Refusal(file + ": there is no such file; the folder of a run is wanted");
    } catch (CharacterCodingException e) {
      throw new Refusal(file + ": this is not UTF-8 text");
    } catch (IOException e) {
      throw new Refusal(file + ": cannot be read: " + oneLine(e));
    } catch (UncheckedIOException | IllegalStateException e) {
      throw new Refusal(file + ": not a table of comma-separated values: " + oneLine(e));
    }
  }

  /** The fields of a row, and the line that it begins at. */
  private record Line(long number, List<String> fields) {}

  private static List<Line> lines(CSVParser parser) {
    List<Line> lines = new ArrayList<>();
    long number = 1;
    for (CSVRecord record : parser) {
      lines.add(new Line(number, record.toList()));
      number = parser.getCurrentLineNumber() + 1;
    }
    return lines;
  }

  private static List<TrialRow> rows(Path file, List<Line> lines, Consumer<String> torn)
      throws Refusal {
    if (lines.isEmpty()) {
      throw new Refusal(file + ": the file is empty");
    }
    List<Column> columns = head(file, lines.removeFirst().fields());
    List<TrialRow> rows = new ArrayList<>();
    Set<Integer> trials = new HashSet<>();
    for (Line line : lines) {
      String place = file + ":" + line.number();
      if (line.equals(lines.getLast()) && line.fields().size() < columns.size()) {
        torn.accept(place + ": the last row is only half written");
        return rows;
      }
      TrialRow row = row(place, line.fields(), columns);
      if (!trials.add(row.trial())) {
        throw new Refusal(place + ": trial " + row.trial() + " a second time");
      }
      rows.add(row);
    }
    return rows;
  }

  private static List<Column> head(Path file, List<String> fields) throws Refusal {
    for (Set<Column.Occasion> occasions : HEADS) {
      List<Column> columns = Column.all(occasions);
      if (fields.equals(Column.headers(columns))) {
        return columns;
      }
    }
    throw new Refusal(file + ":1: other columns than this version of medchain writes");
  }

  private static TrialRow row(String place, List<String> texts, List<Column> columns)
      throws Refusal {
    if (texts.size() != columns.size()) {
      throw new Refusal(
          place + ": " + texts.size() + " fields; a row has " + columns.size() + " of them");
    }
    Map<Column, String> fields = new EnumMap<>(Column.class);
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      String text = texts.get(i);
      if (!valid(column, text)) {
        throw new Refusal(
            "%s: the field %s is not what this version of medchain writes"
                .formatted(place, column.header()));
      }
      fields.put(column, text);
    }
    return new TrialRow(fields);
  }

  private static boolean valid(Column column, String text) {
    if (text.isEmpty()) {
      return OPTIONAL.contains(column);
    }
    return switch (column) {
      case PROTOCOL -> named(text, Protocol.values(), Protocol::key);
      case FAULT -> named(text, FaultKind.values(), FaultKind::key);
      case VERDICT -> named(text, Verdict.values(), Verdict::key);
      case REASON, TRACE_HASH -> true;
      case EXPECTED_LIVE, DRAINED, CONTAMINATED -> text.equals("true") || text.equals("false");
      case TRIAL, NODES, FAULTY, REPEAT -> text.matches("[0-9]{1,9}");
      default -> COUNTS.contains(column) ? text.matches("[0-9]{1,18}") : finite(text);
    };
  }

  private static <T> boolean named(
      String text, T[] values, java.util.function.Function<T, String> key) {
    for (T value : values) {
      if (key.apply(value).equals(text)) {
        return true;
      }
    }
    return false;
  }

  private static boolean finite(String text) {
    try {
      double value = Double.parseDouble(text);
      return Double.isFinite(value) && value >= 0;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static String oneLine(Exception e) {
    return String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
  }
}

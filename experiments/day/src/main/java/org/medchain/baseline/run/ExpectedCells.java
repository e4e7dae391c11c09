package org.medchain.baseline.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.medchain.baseline.SystemKind;
import org.medchain.experiments.results.CsvTable;

/** What each attack has to come to, as a file for each system says it (BASE-6). */
final class ExpectedCells {
  private static final List<String> HEADS = List.of("attack", "effect", "noticed_by", "provable");

  private ExpectedCells() {}

  /** A line for each cell that is not as expected; empty where all are. */
  static List<String> differences(List<MatrixCell> cells) {
    Map<SystemKind, Map<String, List<String>>> expected = new LinkedHashMap<>();
    List<String> lines = new ArrayList<>();
    for (MatrixCell cell : cells) {
      String attack = cell.attack().key();
      List<String> is =
          List.of(
              attack,
              cell.outcome().effect().key(),
              cell.outcome().notice().by(),
              Boolean.toString(cell.outcome().provable()));
      List<String> wanted =
          expected
              .computeIfAbsent(cell.system(), ExpectedCells::of)
              .getOrDefault(attack, List.of());
      if (!is.equals(wanted)) {
        lines.add(
            "%s, %s: %s; expected: %s"
                .formatted(cell.system().key(), attack, words(is), words(wanted)));
      }
    }
    return lines;
  }

  private static String words(List<String> row) {
    return row.isEmpty()
        ? "nothing, its file has no such row"
        : row.get(1) + ", noticed by " + row.get(2) + ", provable " + row.get(3);
  }

  /** Yes and no are another spelling of true and false. */
  private static String field(String text) {
    return switch (text) {
      case "yes" -> "true";
      case "no" -> "false";
      default -> text;
    };
  }

  /** The rows of a system by attack; none where it has no file. */
  static Map<String, List<String>> of(SystemKind system) {
    String file = "/org/medchain/baseline/expected/" + system.key() + ".csv";
    Map<String, List<String>> rows = new LinkedHashMap<>();
    try (InputStream in = ExpectedCells.class.getResourceAsStream(file)) {
      if (in == null) {
        return rows;
      }
      InputStreamReader text = new InputStreamReader(in, StandardCharsets.UTF_8);
      try (CSVParser parser =
          CsvTable.FORMAT.builder().setHeader().setSkipHeaderRecord(true).get().parse(text)) {
        for (CSVRecord row : parser) {
          List<String> fields = HEADS.stream().map(head -> field(row.get(head))).toList();
          rows.put(fields.getFirst(), fields);
        }
      }
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
  }
}

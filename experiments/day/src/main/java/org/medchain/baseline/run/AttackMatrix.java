package org.medchain.baseline.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.medchain.baseline.AttackKind;
import org.medchain.baseline.SystemKind;
import org.medchain.experiments.config.SchemaText;
import org.medchain.experiments.drawing.HtmlPage;
import org.medchain.experiments.drawing.Markup;
import org.medchain.experiments.results.AtomicFile;
import org.medchain.experiments.results.CellTable;
import org.medchain.experiments.results.CsvColumn;
import org.medchain.experiments.results.CsvTable;

/**
 * All cells of a run: systems beside each other, attacks below each other (BASE-5).
 *
 * @param logs the lines of each system's cells
 */
record AttackMatrix(List<MatrixCell> cells, Map<SystemKind, List<String>> logs) {
  AttackMatrix() {
    this(new ArrayList<>(), new EnumMap<>(SystemKind.class));
  }

  /** Takes a line of the log of a system's cell. */
  void log(SystemKind system, AttackKind attack, String line) {
    logs.computeIfAbsent(system, each -> new ArrayList<>()).add(attack + ": " + line);
  }

  /** A row an attack, under a name of it. */
  CellTable table(Function<AttackKind, Object> name) {
    Map<AttackKind, Map<SystemKind, String>> words = new EnumMap<>(AttackKind.class);
    for (MatrixCell each : cells) {
      words
          .computeIfAbsent(each.attack(), unused -> new EnumMap<>(SystemKind.class))
          .put(each.system(), each.words());
    }
    List<CsvColumn<AttackKind>> columns = new ArrayList<>();
    columns.add(new CsvColumn<>("attack", name));
    cells.stream()
        .map(MatrixCell::system)
        .distinct()
        .sorted()
        .map(
            system ->
                new CsvColumn<AttackKind>(
                    system.key(), attack -> words.get(attack).getOrDefault(system, "-")))
        .forEach(columns::add);
    return CellTable.of(columns, List.copyOf(words.keySet()), 1);
  }

  /** Writes {@code cells.csv}, {@code matrix.html}, and a log for each system. */
  void write(Path folder) throws IOException {
    Path own = Files.createDirectories(folder.resolve("logs"));
    CsvTable.writeColumns(folder.resolve("cells.csv"), MatrixCell.COLUMNS, cells);
    for (Map.Entry<SystemKind, List<String>> each : logs.entrySet()) {
      Path file = own.resolve(each.getKey() + ".log");
      AtomicFile.write(file, String.join("\n", each.getValue()) + "\n");
    }
    CellTable table = table(AttackKind::words);
    String page =
        SchemaText.of(AttackMatrix.class, "matrix.html")
                .formatted(AttackRun.RECORDS, Markup.link("cells.csv"))
            + HtmlPage.table(table.columns(), table.rows());
    String style = "table.cells td, table.cells th { text-align: left; }\n";
    AtomicFile.write(
        folder.resolve("matrix.html"), HtmlPage.of("Attacks and failures", style, page));
  }

  /** A line for each cell that is not as its system's file says; empty where all are (BASE-6). */
  List<String> differences() {
    List<String> lines = new ArrayList<>();
    for (MatrixCell each : cells) {
      String wanted = expected(each.system()).getOrDefault(each.attack().key(), "no row");
      if (!each.seen().matches(wanted)) {
        lines.add(
            "%s, %s: %s; expected: %s"
                .formatted(each.system(), each.attack(), each.seen(), wanted));
      }
    }
    return lines;
  }

  /**
   * What {@link MatrixCell#seen} of a system matches by attack: {@code (members|operator)} is
   * either of them. In its file yes and no are true and false.
   */
  static Map<String, String> expected(SystemKind system) {
    String file = "/org/medchain/baseline/expected/" + system + ".csv";
    return SchemaText.of(AttackMatrix.class, file)
        .lines()
        .skip(1)
        .map(line -> line.replaceFirst(",yes$", ",true").replaceFirst(",no$", ",false"))
        .map(line -> line.split(",", -1))
        .collect(
            Collectors.toMap(
                row -> row[0], row -> MatrixCell.SEEN.formatted(row[1], row[2], row[3])));
  }
}

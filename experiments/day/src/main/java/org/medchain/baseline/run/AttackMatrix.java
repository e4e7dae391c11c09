package org.medchain.baseline.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.medchain.baseline.AttackKind;
import org.medchain.baseline.SystemKind;
import org.medchain.experiments.drawing.HtmlPage;
import org.medchain.experiments.drawing.Markup;
import org.medchain.experiments.results.AtomicFile;
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
    logs.computeIfAbsent(system, each -> new ArrayList<>()).add(attack.key() + ": " + line);
  }

  private List<SystemKind> systems() {
    return cells.stream().map(MatrixCell::system).distinct().sorted().toList();
  }

  private List<AttackKind> attacks() {
    return cells.stream().map(MatrixCell::attack).distinct().sorted().toList();
  }

  private Optional<MatrixCell> cell(SystemKind system, AttackKind attack) {
    return cells.stream()
        .filter(each -> each.system() == system && each.attack() == attack)
        .findFirst();
  }

  private String words(SystemKind system, AttackKind attack) {
    return cell(system, attack).map(MatrixCell::words).orElse("-");
  }

  /** For a terminal, a line an attack. */
  List<String> lines() {
    List<String> heads = new ArrayList<>(List.of("attack"));
    systems().forEach(each -> heads.add(each.key()));
    List<List<String>> rows = new ArrayList<>(List.of(heads));
    for (AttackKind attack : attacks()) {
      List<String> row = new ArrayList<>(List.of(attack.key()));
      systems().forEach(each -> row.add(words(each, attack)));
      rows.add(row);
    }
    return aligned(rows);
  }

  /** Rows of texts as lines with columns. */
  static List<String> aligned(List<List<String>> rows) {
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        int column = i;
        int width = rows.stream().mapToInt(each -> each.get(column).length()).max().orElseThrow();
        line.append(String.format(Locale.ROOT, "%-" + (width + 2) + "s", row.get(i)));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  /** Writes {@code cells.csv}, {@code matrix.html}, and a log for each system. */
  void write(Path folder, int records) throws IOException {
    Path own = Files.createDirectories(folder.resolve("logs"));
    CsvTable.writeColumns(folder.resolve("cells.csv"), MatrixCell.COLUMNS, cells);
    for (Map.Entry<SystemKind, List<String>> each : logs.entrySet()) {
      Path file = own.resolve(each.getKey().key() + ".log");
      AtomicFile.write(file, String.join("\n", each.getValue()) + "\n");
    }
    AtomicFile.write(folder.resolve("matrix.html"), page(records));
  }

  private String page(int records) {
    List<CsvColumn<AttackKind>> columns = new ArrayList<>();
    columns.add(new CsvColumn<>("attack", AttackKind::words));
    for (SystemKind each : systems()) {
      columns.add(new CsvColumn<>(each.key(), attack -> words(each, attack)));
    }
    Function<String, String> text = Markup::link;
    return HtmlPage.of(
        "Attacks and failures",
        "table.cells td, table.cells th { text-align: left; }\n",
        """
        <h1>Attacks and failures</h1>
        <p>Each cell was carried out on a fresh system with %s records: what readers meet
        afterwards, who noticed it by a check that the system's manual or protocol prescribes,
        and whether what is right can be proved offline. "No such part" is a system that has
        nothing there to attack. Times, bytes and the decisive observations are in %s, all lines
        in <code>logs/</code>.</p>
        """
                .formatted(records, text.apply("cells.csv"))
            + HtmlPage.table(columns, attacks()));
  }
}

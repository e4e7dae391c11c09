package org.medchain.measurements;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.medchain.comparison.config.ConfigKeys;
import org.medchain.comparison.config.ProtocolKind;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.results.CsvColumn;
import org.medchain.experiments.results.CsvTable;

/**
 * The table {@code simulator.csv}, and what it says beside an earlier one (SIM-41, SIM-42).
 *
 * @param figures its rows
 */
record SimulatorTable(List<SimulatorFigure> figures) {
  /** Nothing to compare with. */
  static final SimulatorTable NONE = new SimulatorTable(List.of());

  private static final List<CsvColumn<SimulatorFigure>> COLUMNS =
      List.of(
          new CsvColumn<>("protocol", it -> it.protocol().key()),
          new CsvColumn<>("nodes", SimulatorFigure::nodes),
          new CsvColumn<>("heights", SimulatorFigure::heights),
          new CsvColumn<>("observers", it -> it.observed() ? "all" : "none"),
          new CsvColumn<>("messages", SimulatorFigure::messages),
          new CsvColumn<>("events", SimulatorFigure::events),
          new CsvColumn<>("rounds", SimulatorFigure::rounds),
          new CsvColumn<>("messages_per_cpu_s", it -> digits(0, it.rate())),
          new CsvColumn<>("messages_per_cpu_s_least", it -> digits(0, it.least())),
          new CsvColumn<>("messages_per_cpu_s_most", it -> digits(0, it.most())),
          new CsvColumn<>("ns_per_message", it -> digits(1, it.nsPerMessage())),
          new CsvColumn<>("bytes_per_message", it -> digits(0, it.bytes())),
          new CsvColumn<>("gc_share", it -> digits(3, it.collected())),
          new CsvColumn<>("yardstick_ms", it -> digits(2, it.yardstickMs())));

  private static final Object[] HEADS =
      "protocol nodes heights observers messages M/CPU-s least-most ns bytes events before ratio"
          .split(" ", -1);

  SimulatorTable {
    figures = List.copyOf(figures);
  }

  private static List<String> heads() {
    return COLUMNS.stream().map(CsvColumn::head).toList();
  }

  /** The table in a file; none where there is no file. */
  static SimulatorTable read(Path file) throws UserInputException {
    return Files.notExists(file)
        ? NONE
        : new SimulatorTable(CsvTable.read(file, heads(), SimulatorTable::figure));
  }

  private static SimulatorFigure figure(List<String> row) {
    return new SimulatorFigure(
        ConfigKeys.constant(ProtocolKind.class, row.get(0))
            .orElseThrow(IllegalArgumentException::new),
        Integer.parseInt(row.get(1)),
        Integer.parseInt(row.get(2)),
        row.get(3).equals("all"),
        Long.parseLong(row.get(4)),
        Long.parseLong(row.get(5)),
        Integer.parseInt(row.get(6)),
        Double.parseDouble(row.get(7)),
        Double.parseDouble(row.get(8)),
        Double.parseDouble(row.get(9)),
        Double.parseDouble(row.get(11)),
        Double.parseDouble(row.get(12)),
        Double.parseDouble(row.get(13)));
  }

  void write(Path file) throws IOException {
    CsvTable.writeColumns(file, COLUMNS, figures);
  }

  private static String digits(int number, double value) {
    return String.format(Locale.ROOT, "%." + number + "f", value);
  }

  /** The rows as people read them, each beside the same trial's of another table. */
  List<String> lines(SimulatorTable before) {
    List<String> lines = new ArrayList<>(List.of("%12s".repeat(HEADS.length).formatted(HEADS)));
    for (SimulatorFigure it : figures) {
      Optional<SimulatorFigure> earlier = before.find(it);
      lines.add(
          String.format(
              Locale.ROOT,
              "%12s%12d%12d%12s%12d%12.3f%12s%12.0f%12.0f%12d%12s%12s",
              it.protocol().key(),
              it.nodes(),
              it.heights(),
              it.observed() ? "all" : "none",
              it.messages(),
              it.rate() / 1e6,
              millions(it.least()) + "-" + millions(it.most()),
              it.nsPerMessage(),
              it.bytes(),
              it.events(),
              earlier.map(each -> millions(each.rate())).orElse("-"),
              earlier.map(each -> digits(2, it.ratioTo(each))).orElse("-")));
    }
    return lines;
  }

  private static String millions(double rate) {
    return digits(3, rate / 1e6);
  }

  private Optional<SimulatorFigure> find(SimulatorFigure figure) {
    return figures.stream().filter(figure::isOfTheSameTrialAs).findFirst();
  }

  /** SIM-42: a line for each trial that is slower than in the other table, beyond noise. */
  List<String> regressions(SimulatorTable before) {
    List<String> lines = new ArrayList<>();
    for (SimulatorFigure it : figures) {
      before
          .find(it)
          .filter(it::isRegressionFrom)
          .ifPresent(
              earlier ->
                  lines.add(
                      "regression: %s: %s of the speed before (%s-%s, now %s-%s M/CPU-s)"
                          .formatted(
                              it.name(),
                              digits(2, it.ratioTo(earlier)),
                              millions(earlier.least()),
                              millions(earlier.most()),
                              millions(it.least()),
                              millions(it.most()))));
    }
    return lines;
  }
}

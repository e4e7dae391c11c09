package org.medchain.experiments.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.medchain.comparison.config.ProtocolKind;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.results.CsvTable;

/**
 * The table {@code simulator.csv}, and what it says beside an earlier one (SIM-41, SIM-42).
 *
 * @param figures its rows
 */
record SimulatorTable(List<SimulatorFigure> figures) {
  /** Nothing to compare with. */
  static final SimulatorTable NONE = new SimulatorTable(List.of());

  private static final List<String> HEADS =
      List.of(
          "protocol",
          "nodes",
          "heights",
          "observers",
          "messages",
          "events",
          "rounds",
          "messages_per_cpu_s",
          "messages_per_cpu_s_least",
          "messages_per_cpu_s_most",
          "ns_per_message",
          "bytes_per_message",
          "gc_share",
          "yardstick_ms");

  SimulatorTable {
    figures = List.copyOf(figures);
  }

  /** The table in a file; none where there is no file. */
  static SimulatorTable read(Path file) throws IOException, UserInputException {
    if (Files.notExists(file)) {
      return NONE;
    }
    CSVFormat format = CSVFormat.Builder.create(CsvTable.FORMAT).setHeader().get();
    try (CSVParser rows = CSVParser.parse(file, StandardCharsets.UTF_8, format)) {
      if (!rows.getHeaderNames().equals(HEADS)) {
        throw new UserInputException(file + ": is no table of bench simulator");
      }
      List<SimulatorFigure> figures = new ArrayList<>();
      for (CSVRecord row : rows) {
        figures.add(figure(row));
      }
      return new SimulatorTable(figures);
    } catch (IllegalArgumentException e) {
      throw new UserInputException(file + ": " + e.getMessage());
    }
  }

  private static SimulatorFigure figure(CSVRecord row) {
    return new SimulatorFigure(
        Arrays.stream(ProtocolKind.values())
            .filter(each -> each.key().equals(row.get("protocol")))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no protocol: " + row)),
        Integer.parseInt(row.get("nodes")),
        Integer.parseInt(row.get("heights")),
        row.get("observers").equals("all"),
        Long.parseLong(row.get("messages")),
        Long.parseLong(row.get("events")),
        Integer.parseInt(row.get("rounds")),
        Double.parseDouble(row.get("messages_per_cpu_s")),
        Double.parseDouble(row.get("messages_per_cpu_s_least")),
        Double.parseDouble(row.get("messages_per_cpu_s_most")),
        Double.parseDouble(row.get("bytes_per_message")),
        Double.parseDouble(row.get("gc_share")),
        Double.parseDouble(row.get("yardstick_ms")));
  }

  void write(Path file) throws IOException {
    CsvTable.write(file, HEADS, figures.stream().map(SimulatorTable::row).toList());
  }

  private static List<Object> row(SimulatorFigure it) {
    return List.of(
        it.protocol().key(),
        it.nodes(),
        it.heights(),
        it.observed() ? "all" : "none",
        it.messages(),
        it.events(),
        it.rounds(),
        digits(0, it.rate()),
        digits(0, it.least()),
        digits(0, it.most()),
        digits(1, it.nsPerMessage()),
        digits(0, it.bytes()),
        digits(3, it.collected()),
        digits(2, it.yardstickMs()));
  }

  private static String digits(int number, double value) {
    return String.format(Locale.ROOT, "%." + number + "f", value);
  }

  /** The rows as people read them, each beside the same trial's of another table. */
  List<String> lines(SimulatorTable before) {
    List<String> lines = new ArrayList<>();
    lines.add(
        line("protocol", "nodes", "heights", "observers", "messages", "M/CPU-s", "least-most")
            + line("ns", "bytes", "events", "before", "ratio"));
    for (SimulatorFigure it : figures) {
      Optional<SimulatorFigure> earlier = before.find(it);
      lines.add(
          line(
                  it.protocol().key(),
                  Integer.toString(it.nodes()),
                  Integer.toString(it.heights()),
                  it.observed() ? "all" : "none",
                  Long.toString(it.messages()),
                  millions(it.rate()),
                  millions(it.least()) + "-" + millions(it.most()))
              + line(
                  digits(0, it.nsPerMessage()),
                  digits(0, it.bytes()),
                  Long.toString(it.events()),
                  earlier.map(each -> millions(each.rate())).orElse("-"),
                  earlier.map(each -> digits(2, it.ratioTo(each))).orElse("-")));
    }
    return lines;
  }

  private static String millions(double rate) {
    return digits(3, rate / 1e6);
  }

  private static String line(String... cells) {
    StringBuilder line = new StringBuilder();
    for (String cell : cells) {
      line.append(String.format(Locale.ROOT, "%12s", cell));
    }
    return line.toString();
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

package org.medchain.spec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.medchain.checkout.Repository;

/** A table of what checkers found, a row a case; any thread may put one in. */
record ModelTable(Path file) {
  /** What the last build found. */
  static final ModelTable BUILT = new ModelTable(Repository.file("spec/target/checked-models.csv"));

  /** What all are told; the tests hold it against what they find. */
  static final ModelTable COMMITTED = new ModelTable(Repository.file("results/formal/models.csv"));

  /** Are rows of the committed table replaced instead of being compared? */
  static final boolean REWRITE = System.getProperty("rewrite") != null;

  static final String HOW_TO_REWRITE =
      "results/formal/models.csv is not what the models give:"
          + " mvn -Pfull -pl spec -am test -Drewrite -Dtest='*Model*Test'"
          + " -Dsurefire.failIfNoSpecifiedTests=false rewrites what has changed,"
          + " with -Pexhaustive all";

  private static final String HEADER =
      "model,config,bounds,expected,verdict,distinct_states,cpu_s,inputs";

  /** A row; fields are empty where nothing is counted, or the row is compared. */
  record Row(
      String model,
      String config,
      String bounds,
      String expected,
      String verdict,
      String distinctStates,
      String cpuS,
      String inputs) {
    static Row of(Case each, ModelChecker.Result result, String inputs) {
      return new Row(
          each.model(),
          each.config(),
          each.bounds(),
          each.expected(),
          result.verdict(),
          result.distinctStates() > 0 ? Long.toString(result.distinctStates()) : "",
          String.format(Locale.ROOT, "%.1f", result.cpuS()),
          inputs);
    }

    private static Row parse(String line) {
      String[] fields = line.split(",", -1);
      return new Row(
          fields[0], fields[1], fields[2], fields[3], fields[4], fields[5], fields[6], fields[7]);
    }

    /** What must be the same on every machine: how far TLC came before a violation need not. */
    Row withoutCost() {
      String states = verdict.equals("holds") ? distinctStates : "";
      return new Row(model, config, bounds, expected, verdict, states, "", "");
    }

    /** 0 where they are not counted. */
    long states() {
      return distinctStates.isEmpty() ? 0 : Long.parseLong(distinctStates);
    }

    /** Which case it is of. */
    String key() {
      return model + " " + config;
    }

    @Override
    public String toString() {
      return String.join(
          ",", model, config, bounds, expected, verdict, distinctStates, cpuS, inputs);
    }
  }

  /** Adds a row, in place of an earlier one of the same case. */
  void put(Row row) {
    synchronized (ModelTable.class) {
      List<Row> rows = new ArrayList<>(rows());
      rows.removeIf(each -> each.key().equals(row.key()));
      rows.add(row);
      write(rows);
    }
  }

  void retain(Predicate<Row> kept) {
    synchronized (ModelTable.class) {
      write(rows().stream().filter(kept).toList());
    }
  }

  Optional<Row> row(Case each) {
    return rows().stream().filter(row -> row.key().equals(each.key())).findFirst();
  }

  List<Row> rows() {
    synchronized (ModelTable.class) {
      if (Files.notExists(file)) {
        return List.of();
      }
      try (var lines = Files.lines(file)) {
        return lines.skip(1).map(Row::parse).toList();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void write(List<Row> rows) {
    List<String> lines = new ArrayList<>();
    lines.add(HEADER);
    rows.stream().sorted(Comparator.comparing(Row::key)).map(Row::toString).forEach(lines::add);
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

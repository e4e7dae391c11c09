package org.medchain.faults.mutants;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.medchain.faults.search.SearchLog;

/** The seeds of the tables of {@code results/mutants}: each is the first that shows its defect. */
public final class MutantSeedTable {
  /**
   * The row of a planted defect.
   *
   * @param mutant e.g. M05
   * @param oracle which detects it
   * @param seed of the schedule in which it does
   */
  public record Row(String mutant, String oracle, long seed) {}

  private MutantSeedTable() {}

  /** All rows but that of the code as it is. */
  static List<Row> rows() throws IOException {
    return rows(MutantHost.SCHEDULES);
  }

  static List<Row> rows(MutantHost host) throws IOException {
    return Files.readAllLines(SearchLog.home().resolve("results/mutants").resolve(host.table()))
        .stream()
        .map(line -> line.split(",", -1))
        .filter(row -> row[0].startsWith("M"))
        .map(row -> new Row(row[0], row[2], Long.parseLong(row[3])))
        .toList();
  }
}

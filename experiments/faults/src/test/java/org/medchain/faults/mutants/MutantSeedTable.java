package org.medchain.faults.mutants;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.medchain.faults.search.SearchLog;

/** The seeds of {@code results/mutants/consensus.csv}: each is the first that shows its defect. */
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
    List<String> lines =
        Files.readAllLines(SearchLog.home().resolve("results/mutants/consensus.csv"));
    List<String> columns = Arrays.asList(lines.get(0).split(","));
    int mutant = columns.indexOf("mutant");
    int oracle = columns.indexOf("oracle");
    int seed = columns.indexOf("first_seed");
    return lines.stream()
        .skip(1)
        .map(line -> line.split(",", -1))
        .filter(row -> !row[mutant].equals(MutantOutcome.CONTROL))
        .map(row -> new Row(row[mutant], row[oracle], Long.parseLong(row[seed])))
        .toList();
  }
}

package org.medchain.baseline.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.baseline.AttackKind;
import org.medchain.baseline.AttackOutcome;
import org.medchain.baseline.AttackOutcome.Effect;
import org.medchain.baseline.AttackOutcome.Notice;
import org.medchain.baseline.SystemKind;
import org.medchain.checkout.Repository;
import org.medchain.experiments.results.CsvColumn;
import org.medchain.experiments.results.CsvTable;

/** BASE-5, BASE-6: the committed cells are as expected, and one that is not is named. */
class ExpectedCellsTest {
  private static final Path CELLS = Repository.ROOT.resolve("results/baselines/cells.csv");

  private static final List<String> HEADS =
      MatrixCell.COLUMNS.stream().map(CsvColumn::head).toList();

  @TempDir private Path folder;

  private static <E extends Enum<E>> E named(Class<E> type, String word) {
    return Enum.valueOf(type, word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** From a row of {@code cells.csv}. */
  private static MatrixCell cell(List<String> row) {
    Function<String, String> field = head -> row.get(HEADS.indexOf(head));
    Notice notice =
        new Notice(
            field.apply("noticed_by"),
            Double.parseDouble(field.apply("wait_s")),
            Double.parseDouble(field.apply("check_ms")));
    return new MatrixCell(
        named(SystemKind.class, field.apply("system")),
        named(AttackKind.class, field.apply("attack")),
        new AttackOutcome(
            named(Effect.class, field.apply("effect")),
            notice,
            Boolean.parseBoolean(field.apply("provable")),
            Integer.parseInt(field.apply("steps")),
            field.apply("told")),
        Double.parseDouble(field.apply("cpu_ms")),
        Long.parseLong(field.apply("bytes")),
        Double.parseDouble(field.apply("latency_ms")));
  }

  private static List<String> differences(List<MatrixCell> cells) {
    AttackMatrix matrix = new AttackMatrix();
    matrix.cells().addAll(cells);
    return matrix.differences();
  }

  /** Cells of all systems as their files have them. */
  private static List<MatrixCell> asExpected() {
    List<MatrixCell> cells = new ArrayList<>();
    for (SystemKind system : SystemKind.values()) {
      AttackMatrix.expected(system)
          .forEach(
              (attack, seen) -> {
                // Of two that may notice it first the first one.
                String one = seen.replaceAll("\\((\\w+)\\|\\w+\\)", "$1");
                String[] parts = one.split(", (noticed by|provable) ", -1);
                Notice notice =
                    parts[1].equals("nobody") ? Notice.NOBODY : new Notice(parts[1], 0, 0);
                AttackOutcome outcome =
                    new AttackOutcome(
                        named(Effect.class, parts[0]),
                        notice,
                        Boolean.parseBoolean(parts[2]),
                        0,
                        "");
                cells.add(
                    new MatrixCell(system, named(AttackKind.class, attack), outcome, 0, 0, 0));
              });
    }
    return cells;
  }

  @Test
  void theCommittedCellsAreAllThereAndAsExpected() throws Exception {
    List<MatrixCell> cells = CsvTable.read(CELLS, HEADS, ExpectedCellsTest::cell);
    assertThat(cells).hasSize(SystemKind.values().length * AttackKind.values().length);
    assertThat(differences(cells)).isEmpty();
  }

  @Test
  void eachSystemsFileHasAllAttacks() {
    for (SystemKind each : SystemKind.values()) {
      assertThat(AttackMatrix.expected(each).size())
          .as(each.key())
          .isEqualTo(AttackKind.values().length);
    }
  }

  /** Each check that notices something, switched off, is red. */
  @Test
  void aTamperingThatNobodyNoticesAnyMoreIsNamed() {
    assertThat(differences(asExpected())).isEmpty();
    for (MatrixCell cell : asExpected()) {
      Notice notice = cell.outcome().notice();
      if (!notice.equals(Notice.NOBODY)) {
        AttackOutcome off = with(cell.outcome(), cell.outcome().effect(), Notice.NOBODY);
        assertThat(differences(List.of(with(cell, off))))
            .singleElement()
            .asString()
            .startsWith(cell.system().key() + ", " + cell.attack().key() + ": ")
            .contains("noticed by nobody", "expected: ", notice.by());
      }
    }
  }

  private static AttackOutcome with(AttackOutcome outcome, Effect effect, Notice notice) {
    return new AttackOutcome(effect, notice, outcome.provable(), outcome.steps(), outcome.told());
  }

  private static MatrixCell with(MatrixCell cell, AttackOutcome outcome) {
    return new MatrixCell(
        cell.system(), cell.attack(), outcome, cell.cpuMs(), cell.bytes(), cell.latencyMs());
  }

  @Test
  void aMatrixIsWrittenAsItIsRead() throws Exception {
    AttackMatrix matrix = new AttackMatrix();
    for (SystemKind system : List.of(SystemKind.PBFT, SystemKind.HOSPITAL)) {
      AttackOutcome altered =
          new AttackOutcome(
              Effect.ALTERED, new Notice("auditor", 86_400, 12.5), true, 2, "a, \"b\"");
      matrix.cells().add(new MatrixCell(system, AttackKind.ALTER, altered, 1.5, -3, 20));
      matrix.log(system, AttackKind.ALTER, "one step");
    }
    AttackOutcome kept = new AttackOutcome(Effect.KEPT, Notice.NOBODY, false, 0, "nothing");
    matrix.cells().add(new MatrixCell(SystemKind.PBFT, AttackKind.DELETE, kept, 1, 2, 3));
    matrix.write(folder);
    assertThat(CsvTable.read(folder.resolve("cells.csv"), HEADS, ExpectedCellsTest::cell))
        .isEqualTo(matrix.cells());
    assertThat(Files.readString(folder.resolve("cells.csv")))
        .contains("pbft,alter,tampering,altered,noticed,auditor,86400.000,12.500,true,1.500,-3,");
    assertThat(Files.readString(folder.resolve("logs/pbft.log"))).isEqualTo("alter: one step\n");
    assertThat(Files.readString(folder.resolve("matrix.html")))
        .contains(AttackKind.ALTER.words(), "altered, auditor, provable", "kept, nobody");
    assertThat(matrix.table(AttackKind::key).lines())
        .containsExactly(
            "attack                    hospital  pbft",
            "alter   altered, auditor, provable  altered, auditor, provable",
            "delete                           -  kept, nobody");
  }

  @Test
  void everyAttackIsOfAGroup() {
    assertThat(Arrays.stream(AttackKind.values()).map(AttackKind::group).distinct())
        .containsExactlyInAnyOrder(
            "failure", "tampering", "reading", "division", "collusion", "falsehood", "erasure");
  }
}

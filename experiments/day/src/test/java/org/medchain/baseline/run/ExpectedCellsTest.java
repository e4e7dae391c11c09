package org.medchain.baseline.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.baseline.AttackKind;
import org.medchain.baseline.AttackOutcome;
import org.medchain.baseline.AttackOutcome.Effect;
import org.medchain.baseline.AttackOutcome.Notice;
import org.medchain.baseline.SystemKind;
import org.medchain.checkout.Repository;
import org.medchain.experiments.results.CsvTable;

/** BASE-5, BASE-6: the committed cells are as expected, and one that is not is named. */
class ExpectedCellsTest {
  private static final Path CELLS = Repository.ROOT.resolve("results/baselines/cells.csv");

  @TempDir private Path folder;

  /** Cells of all systems as their files have them. */
  private static List<MatrixCell> asExpected() {
    List<MatrixCell> cells = new ArrayList<>();
    for (SystemKind system : SystemKind.values()) {
      for (List<String> row : ExpectedCells.of(system).values()) {
        List<String> fields =
            List.of(
                system.key(),
                row.get(0),
                "",
                row.get(1),
                "",
                row.get(2),
                "0",
                "0",
                row.get(3),
                "0",
                "0",
                "0",
                "0",
                "");
        cells.add(MatrixCell.read(fields));
      }
    }
    return cells;
  }

  @Test
  void theCommittedCellsAreAllThereAndAsExpected() throws Exception {
    assumeThat(CELLS).exists(); // They are measured with the benchmark, on an idle machine.
    List<MatrixCell> cells = CsvTable.read(CELLS, MatrixCell.heads(), MatrixCell::read);
    assertThat(cells).hasSize(SystemKind.values().length * AttackKind.values().length);
    assertThat(ExpectedCells.differences(cells)).isEmpty();
  }

  @Test
  void eachSystemsFileHasAllAttacks() {
    for (SystemKind each : SystemKind.values()) {
      assertThat(ExpectedCells.of(each).size())
          .as(each.key())
          .isEqualTo(AttackKind.values().length);
    }
  }

  /** Each check that notices something, switched off, is red. */
  @Test
  void aTamperingThatNobodyNoticesAnyMoreIsNamed() {
    assertThat(ExpectedCells.differences(asExpected())).isEmpty();
    for (MatrixCell cell : asExpected()) {
      Notice notice = cell.outcome().notice();
      if (!notice.equals(Notice.NOBODY)) {
        AttackOutcome off = with(cell.outcome(), cell.outcome().effect(), Notice.NOBODY);
        assertThat(ExpectedCells.differences(List.of(with(cell, off))))
            .singleElement()
            .asString()
            .startsWith(cell.system().key() + ", " + cell.attack().key() + ": ")
            .contains("noticed by nobody", "expected: ", "noticed by " + notice.by());
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
    matrix.write(folder, 20);
    assertThat(CsvTable.read(folder.resolve("cells.csv"), MatrixCell.heads(), MatrixCell::read))
        .isEqualTo(matrix.cells());
    assertThat(Files.readString(folder.resolve("cells.csv")))
        .contains("pbft,alter,tampering,altered,noticed,auditor,86400.000,12.500,true,1.500,-3,");
    assertThat(Files.readString(folder.resolve("logs/pbft.log"))).isEqualTo("alter: one step\n");
    assertThat(Files.readString(folder.resolve("matrix.html")))
        .contains(AttackKind.ALTER.words(), "altered, auditor, provable", "kept, nobody");
    assertThat(matrix.lines())
        .containsExactly(
            "attack  hospital                    pbft",
            "alter   altered, auditor, provable  altered, auditor, provable",
            "delete  -                           kept, nobody");
  }

  @Test
  void everyAttackIsOfAGroup() {
    List<AttackGroup> groups = new ArrayList<>();
    for (AttackKind each : AttackKind.values()) {
      groups.add(AttackGroup.of(each));
    }
    assertThat(groups).contains(AttackGroup.values());
  }
}

package org.medchain.chaos.guards;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.chaos.search.SeededSchedule;

/** SCH-12: guards are removed, and missing refusals are detected. */
@Tag("mutation")
final class GuardMutationRunTest {
  private static final Path CORE = home().resolve("reference-node/core");

  @TempDir private Path folder;
  private final List<String> said = new ArrayList<>();
  private ModuleLayout layout;

  private static Path home() {
    Path here = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(here.resolve("spec/requirements"))) {
      here = here.getParent();
    }
    return here;
  }

  /** A module of one source of the core and one of its tests, so that it takes seconds. */
  @BeforeEach
  void aPartOfTheCore() throws IOException {
    Path table = folder.resolve("guards.csv");
    layout =
        new ModuleLayout(folder, "org/medchain", "consensus", "", table, folder.resolve("work"));
    copy("src/main/java/org/medchain/consensus/Quorum.java");
    copy("src/main/java/org/medchain/consensus/ChainParameters.java");
    copy("src/test/java/org/medchain/consensus/QuorumTest.java");
  }

  private void copy(String file) throws IOException {
    Files.createDirectories(folder.resolve(file).getParent());
    Files.copy(CORE.resolve(file), folder.resolve(file));
  }

  private String run() throws IOException, InterruptedException {
    said.clear();
    List<Guard> guards = layout.guards();
    GuardTable table = GuardTable.open(layout, 2);
    new GuardMutationRun(layout, 1, 2, said::add).measure(guards, guards, table);
    table.sortAndPrune(guards);
    return Files.readString(layout.table());
  }

  /** The other guard is no less caught in the whole, but no test of this part sees it. */
  @Test
  void aGuardIsCaughtByATestAndNotTriedAgain() throws IOException, InterruptedException {
    String rows =
        """
        guard,file,caught_by
        ChainParameters.new: window < 1,consensus/ChainParameters.java,
        Quorum.new: nodes < MIN_NODES,consensus/Quorum.java,\
        org.medchain.consensus.QuorumTest.fewerThanFourNodesTolerateNothing
        """;
    assertThat(run()).isEqualTo(rows);
    assertThat(said).hasSize(3);

    assertThat(run()).isEqualTo(rows);
    assertThat(said).isEmpty();
  }

  @Test
  void theSchedulesAreThoseOfTheSearch() {
    assertThat(SeededSchedule.violation(1)).isEmpty();
  }

  /** Calls are put around all guards at once. */
  @Test
  void noTwoGuardsOfTheCoreOverlap() {
    List<Guard> guards = ModuleLayout.of(home(), "").guards();
    assertThat(guards).hasSizeGreaterThan(250).doesNotHaveDuplicates();
    for (int i = 1; i < guards.size(); i++) {
      Guard before = guards.get(i - 1);
      Guard each = guards.get(i);
      if (before.file().equals(each.file())) {
        assertThat(each.start()).as("%s", each).isGreaterThanOrEqualTo(before.end());
      }
    }
  }
}

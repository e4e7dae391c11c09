package org.medchain.faults.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.checkout.Repository;

/** SCH-7, FAULT-18: the defects that show in the harness, each by the seed of the table. */
@Tag("mutation")
class PlantedDefectsTest {
  private static final Path HOME = Repository.ROOT;

  @TempDir Path folder;

  @Test
  void eachIsShownByItsSeedAndTheUnchangedCodeIsNot() throws Exception {
    List<SourceMutant> mutants =
        SourceMutant.readAll(HOME.resolve("spec/mutants")).stream()
            .filter(each -> each.host() == MutantHost.SIMULATION)
            .toList();
    List<MutantSeedTable.Row> rows = MutantSeedTable.rows(MutantHost.SIMULATION);
    assertThat(rows)
        .extracting(MutantSeedTable.Row::mutant)
        .containsExactlyElementsOf(mutants.stream().map(SourceMutant::id).toList());
    for (int i = 0; i < rows.size(); i++) {
      long seed = rows.get(i).seed();
      Path classes = mutants.get(i).compile(HOME, folder.resolve(mutants.get(i).id()));
      assertThat(SeededSchedule.call(List.of(classes), HarnessSearch.class, "simulated", seed))
          .as(mutants.get(i).id())
          .isNotEqualTo(Optional.empty());
      assertThat(HarnessSearch.simulated(seed)).isEmpty();
    }
  }

  @Test
  void theUnchangedCodeRaisesNoAlarm() throws Exception {
    for (long seed = 1; seed <= 12; seed++) {
      assertThat(HarnessSearch.simulated(seed)).as("seed " + seed).isEmpty();
    }
    // An adversary that has forgotten all blocks has to propose one all the same.
    assertThat(HarnessSearch.simulated(5_232)).isEmpty();
  }
}

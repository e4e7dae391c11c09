package org.medchain.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SCH-7: planted defects stay what they are said to be, and some are searched for here. */
final class MutantsTest {
  @TempDir private Path folder;

  static List<Mutant> all() throws IOException {
    return Mutant.in(SearchLog.home().resolve("spec/mutants"));
  }

  private static Mutant named(String id) throws IOException {
    return all().stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
  }

  /** The numbers are those of the literature's list; the others belong to other layers. */
  @Test
  void noneOfConsensusIsMissing() throws IOException {
    List<String> ids = new ArrayList<>();
    for (int number = 1; number <= 39; number++) {
      boolean storage = number >= 23 && number <= 26;
      boolean elsewhere = number == 30 || number == 32;
      if (!storage && !elsewhere) {
        ids.add("M%02d".formatted(number));
      }
    }

    assertThat(all()).extracting(Mutant::id).containsExactlyElementsOf(ids);
  }

  static List<String> ids() throws IOException {
    return all().stream().map(Mutant::id).toList();
  }

  @ParameterizedTest
  @MethodSource("ids")
  void eachAppliesCompilesAndSaysWhatIsBroken(String id) throws IOException {
    Mutant mutant = named(id);
    assertThat(mutant.title()).contains("Expected: ").endsWith(".");
    assertThat(mutant.compile(SearchLog.home(), folder)).isNotEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"M02", "M13", "M16", "M38"})
  void someAreFoundByTheSearchThatFindsNothingElse(String id)
      throws IOException, InterruptedException {
    Mutant mutant = named(id);
    Path classes = mutant.compile(SearchLog.home(), folder);
    MutantOutcome outcome = new MutantSearch(1, 1000).in(mutant, classes);

    assertThat(outcome.killed()).as(outcome.line()).isTrue();
    // The same seed is sound without the defect.
    MutantOutcome sound = new MutantSearch(outcome.firstSeed(), 1).control();
    assertThat(sound.isFine()).as(sound.line()).isTrue();
  }

  @Test
  void aPatchOfSourcesThatChangedIsAnError() throws IOException {
    Path home = Files.createDirectories(folder.resolve("home"));
    Mutant mutant = all().get(0);
    for (String path : mutant.patch().paths()) {
      Files.createDirectories(home.resolve(path).getParent());
      Files.writeString(home.resolve(path), "// something else\n");
    }

    assertThatThrownBy(() -> mutant.compile(home, folder.resolve("out")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no longer fits");
  }

  @Test
  void aRowHasTheColumnsOfTheHeader() {
    MutantOutcome killed = MutantOutcome.read("M01", "t", "ATest", "killed AG 7 7 two blocks, no");
    MutantOutcome survived = MutantOutcome.read("M01", "t", "", "survived 9");

    assertThat(killed.row()).isEqualTo("M01,true,AG,7,7,ATest");
    assertThat(survived.row()).isEqualTo("M01,false,,,9,");
    assertThat(killed.isFine()).isTrue();
    assertThat(survived.isFine()).isFalse();
    assertThatThrownBy(() -> MutantOutcome.read("M01", "t", "", "out of memory"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

package org.medchain.faults.mutants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.medchain.faults.search.SearchLog;

/** SCH-7: planted defects still match their descriptions, and some are searched for here. */
@Tag("mutation")
final class SourceMutantTest {
  @TempDir private Path folder;

  static List<SourceMutant> all() throws IOException {
    return SourceMutant.readAll(SearchLog.home().resolve("spec/mutants")).stream()
        .filter(each -> each.host() == MutantHost.SCHEDULES)
        .toList();
  }

  private static SourceMutant named(String id) throws IOException {
    return all().stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
  }

  /** The numbers are those of the literature's list; the others belong to other layers. */
  @Test
  void noneOfConsensusIsMissing() throws IOException {
    List<String> ids = new ArrayList<>();
    for (int number = 1; number <= 44; number++) {
      boolean storage = number >= 23 && number <= 26;
      boolean elsewhere = number == 30 || number == 40;
      if (!storage && !elsewhere) {
        ids.add(String.format(Locale.ROOT, "M%02d", number));
      }
    }

    assertThat(all()).extracting(SourceMutant::id).containsExactlyElementsOf(ids);
  }

  @Test
  void eachHasItsSeedInTheTable() throws IOException {
    assertThat(MutantSeedTable.rows())
        .extracting(MutantSeedTable.Row::mutant)
        .containsExactlyElementsOf(all().stream().map(SourceMutant::id).toList());
  }

  /** The schedules of every build, {@code ScheduleSearchTest}'s, hold one that shows it. */
  @ParameterizedTest
  @MethodSource("org.medchain.faults.mutants.MutantSeedTable#rows")
  void eachAppliesCompilesAndIsShownByItsSeed(MutantSeedTable.Row row)
      throws IOException, ReflectiveOperationException {
    SourceMutant mutant = named(row.mutant());
    assertThat(mutant.title()).contains("Expected: ").endsWith(".");
    Path classes = mutant.compile(SearchLog.home(), folder);
    assertThat(SeededSchedule.judged(List.of(classes), mutant, row.seed()))
        .isEqualTo(Optional.of(row.oracle()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"M02", "M38"})
  void oneOfEachProtocolIsFoundByTheSearchThatFindsNothingElse(String id)
      throws IOException, InterruptedException {
    assertFound(id);
  }

  @Tag("exhaustive")
  @ParameterizedTest
  @ValueSource(strings = {"M13", "M16"})
  void soAreTwoMore(String id) throws IOException, InterruptedException {
    assertFound(id);
  }

  private void assertFound(String id) throws IOException, InterruptedException {
    SourceMutant mutant = named(id);
    Path classes = mutant.compile(SearchLog.home(), folder);
    MutantOutcome outcome =
        MutantSearch.planted(Optional.of(mutant), mutant.host(), 1, 1000).run(Optional.of(classes));

    assertThat(outcome.killed()).as(outcome.line()).isTrue();
  }

  /** With the seeds of {@code ScheduleSearchTest} it would take long, and says no more. */
  @Test
  void inTheCodeAsItIsTheSameSearchFindsNothing() throws IOException, InterruptedException {
    MutantOutcome sound =
        MutantSearch.planted(Optional.empty(), MutantHost.SCHEDULES, 1, 10).run(Optional.empty());
    assertThat(sound.isFine()).as(sound.line()).isTrue();
    assertThat(sound.tried()).isEqualTo(10);
  }

  @Test
  void aPatchOfSourcesThatChangedIsAnError() throws IOException {
    Path home = Files.createDirectories(folder.resolve("home"));
    SourceMutant mutant = all().get(0);
    for (String path : mutant.paths()) {
      Files.createDirectories(home.resolve(path).getParent());
      Files.writeString(home.resolve(path), "// something else\n");
    }

    assertThatThrownBy(() -> mutant.compile(home, folder.resolve("out")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no longer fits");
  }
}

package org.medchain.faults.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.medchain.faults.search.SearchLog;

/**
 * SCH-16: the published defects still match their descriptions, and their first seeds show them.
 */
@Tag("mutation")
final class PublishedDefectsTest {
  private static final Path HOME = SearchLog.home();

  @TempDir private Path folder;

  static List<SourceMutant> all() throws IOException {
    return SourceMutant.readAll(HOME.resolve(SourceMutant.PUBLISHED));
  }

  private static List<String[]> rows() throws IOException {
    return Files.readAllLines(HOME.resolve("results/mutants/published.csv")).stream()
        .skip(1)
        .map(line -> line.split(",", 11))
        .toList();
  }

  @Test
  void tenHaveASourceThatThePageNames() throws IOException {
    String page = Files.readString(HOME.resolve(SourceMutant.PUBLISHED).resolve("README.md"));

    assertThat(all())
        .extracting(SourceMutant::id)
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, 10).mapToObj("P%02d"::formatted).toList());
    assertThat(all())
        .allSatisfy(
            each -> {
              assertThat(each.source()).containsPattern("20[0-2][0-9]");
              assertThat(each.title()).contains("Expected: ").endsWith(".");
              assertThat(page).contains("| [" + each.id() + "](" + each.id() + ".patch) |");
            });
  }

  /** One row for the unchanged code under each kind of schedules, one for each defect. */
  @Test
  void theTableHasTheSameSeedsForAll() throws IOException {
    List<String[]> rows = rows();

    assertThat(rows)
        .extracting(row -> row[0])
        .containsExactlyElementsOf(
            Stream.concat(
                    Stream.of("none", "none PARTIAL_CLIENT", "none POW"),
                    all().stream().map(SourceMutant::id))
                .toList());
    assertThat(rows).extracting(row -> row[2]).containsOnly("500");
    assertThat(rows)
        .filteredOn(row -> row[0].startsWith(MutantOutcome.CONTROL))
        .extracting(row -> row[1])
        .containsOnly("0");
    assertThat(rows).filteredOn(row -> !row[1].equals("0")).hasSizeGreaterThanOrEqualTo(7);
  }

  @ParameterizedTest
  @MethodSource("all")
  void eachAppliesCompilesAndIsShownByItsSeed(SourceMutant defect)
      throws IOException, ReflectiveOperationException {
    Path classes = defect.compile(HOME, folder);
    String[] row =
        rows().stream().filter(each -> each[0].equals(defect.id())).findFirst().orElseThrow();
    if (row[1].equals("0")) {
      return; // it applies and compiles; no seed of the table shows it
    }

    long seed = Long.parseLong(row[6]);
    assertThat(SeededSchedule.judged(List.of(classes), defect, seed))
        .isEqualTo(Optional.of(row[7]));
    assertThat(defect.title().replaceFirst(".*Expected: ", "")).contains(row[7]);
    // The seeds of the other kind are those of ScheduleSearchTest, or played there without defects.
    if (defect.kind().isPresent()) {
      assertThat(SeededSchedule.judged(List.of(), defect, seed)).isEqualTo(Optional.empty());
    }
  }
}

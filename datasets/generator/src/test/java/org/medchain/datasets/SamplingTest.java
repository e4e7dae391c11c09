package org.medchain.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SamplingTest {
  private static final SampleSettings SETTINGS =
      new SampleSettings(
          1,
          1,
          LocalDate.of(2024, 1, 1),
          LocalDate.of(2024, 1, 1),
          10,
          "0-80",
          "Massachusetts",
          "Worcester",
          2,
          5,
          12);

  @Property(seed = "1")
  void everyPatientKeptHasBetweenMinimumAndMaximum(@ForAll("visits") List<Visit> visits) {
    Map<String, Integer> records =
        new Sampling(SETTINGS)
            .keep(visits).stream()
                .collect(Collectors.groupingBy(Visit::patient, Collectors.summingInt(Visit::size)));

    assertThat(records.values()).allMatch(count -> count >= 5 && count <= 12);
  }

  @Property(seed = "2")
  void everyVisitKeptIsOneOfThoseGivenAndWithinTheYears(@ForAll("visits") List<Visit> visits) {
    List<Visit> kept = new Sampling(SETTINGS).keep(visits);

    assertThat(visits).containsAll(kept);
    assertThat(kept).doesNotHaveDuplicates();
    assertThat(kept).allMatch(visit -> !visit.start().isBefore(SETTINGS.firstInstant()));
  }

  @Property(seed = "3")
  void theOrderOfTheInputDoesNotMatter(@ForAll("visits") List<Visit> visits, @ForAll long seed) {
    List<Visit> shuffled = new ArrayList<>(visits);
    Collections.shuffle(shuffled, new Random(seed));

    Sampling sampling = new Sampling(SETTINGS);
    assertThat(sampling.keep(shuffled)).isEqualTo(sampling.keep(visits));
  }

  @Test
  void aVisitThatDoesNotFitIsPassedOverAndOlderOnesFillUp() {
    Visit newest = visit("p", 9, "2023-06-01T00:00:00Z", 1);
    Visit tooLarge = visit("p", 4, "2023-05-01T00:00:00Z", 2);
    Visit older = visit("p", 3, "2023-04-01T00:00:00Z", 3);
    Visit tooOld = visit("p", 1, "2021-12-31T23:59:59Z", 4);
    Visit ofPatientWithTooFew = visit("q", 4, "2023-06-01T00:00:00Z", 5);

    List<Visit> kept =
        new Sampling(SETTINGS).keep(List.of(tooOld, older, tooLarge, newest, ofPatientWithTooFew));

    assertThat(kept).containsExactly(newest, older);
  }

  @Provide
  Arbitrary<List<Visit>> visits() {
    Arbitrary<String> patients = Arbitraries.of("p", "q", "r");
    Arbitrary<Integer> sizes = Arbitraries.integers().between(1, 15);
    Arbitrary<Integer> days = Arbitraries.integers().between(0, 1500);
    return Combinators.combine(patients, sizes, days)
        .as(Draft::new)
        .list()
        .ofMaxSize(30)
        .map(SamplingTest::visits);
  }

  /** Numbered by their place in the list, so that no two are the same visit. */
  private static List<Visit> visits(List<Draft> drafts) {
    Instant first = Instant.parse("2020-01-01T00:00:00Z");
    return IntStream.range(0, drafts.size())
        .mapToObj(
            number -> {
              Draft draft = drafts.get(number);
              String start = first.plusSeconds(86_400L * draft.day()).toString();
              return visit(draft.patient(), draft.size(), start, number);
            })
        .toList();
  }

  private static Visit visit(String patient, int size, String start, int number) {
    String id = "visit" + number;
    Instant instant = Instant.parse(start);
    List<FhirResource> resources =
        IntStream.range(0, size)
            .mapToObj(
                i ->
                    new FhirResource(
                        ResourceType.OBSERVATION, id + "-" + i, patient, id, instant, "", "{}"))
            .toList();
    return new Visit(patient, "doctor", instant, id, resources);
  }

  private record Draft(String patient, int size, int day) {}
}

package org.medchain.comparison.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;

/** CMP-55: what takes place when on a day, for every host the same. */
class DayPlanTest {
  private static final SyntheticRecords RECORDS = CommittedDataset.records();
  private static final long MINUTE_NS = 60_000_000_000L;

  @Property(tries = 40)
  void stepsAreInOrderAndWaitForEarlierOnesOnly(
      @ForAll @IntRange(min = 1, max = 900) int visits,
      @ForAll @LongRange(min = 1_000_000, max = 1_000_000_000_000L) long durationNs,
      @ForAll long seed) {
    DayPlan plan = DayPlan.of(RECORDS, visits, durationNs, seed);
    assertThat(plan.visits()).hasSize(visits);
    long before = 0;
    for (int i = 0; i < plan.steps().size(); i++) {
      PlannedStep step = plan.steps().get(i);
      assertThat(step.atNs()).isBetween(before, durationNs - 1);
      before = step.atNs();
      int number = i;
      assertThat(step.after()).allMatch(each -> each >= 0 && each < number);
    }
  }

  /** Who uploads, attests or reads was registered in a step that this one waits for. */
  @Property(tries = 20)
  void eachPersonIsRegisteredOnceAndBefore(
      @ForAll @IntRange(min = 1, max = 500) int visits, @ForAll long seed) {
    DayPlan plan = DayPlan.of(RECORDS, visits, MINUTE_NS, seed);
    Set<String> registered = new HashSet<>();
    List<Set<String>> certain = new ArrayList<>();
    for (PlannedStep step : plan.steps()) {
      Set<String> known = new HashSet<>();
      step.after().forEach(each -> known.addAll(certain.get(each)));
      String person = step.doctor() + step.person();
      if (step.kind() == DayStepKind.REGISTER) {
        assertThat(registered.add(person)).isTrue();
        known.add(person);
      } else {
        assertThat(known).contains(person);
      }
      certain.add(known);
    }
  }

  @Property(tries = 20)
  void aVisitHasEachStepOnceInTheOrderOfTheProcess(
      @ForAll @IntRange(min = 1, max = 300) int visits, @ForAll long seed) {
    DayPlan plan = DayPlan.of(RECORDS, visits, MINUTE_NS, seed);
    for (int visit = 0; visit < visits; visit++) {
      int number = visit;
      List<DayStepKind> kinds =
          plan.steps().stream()
              .filter(each -> each.visit() == number && each.kind() != DayStepKind.REGISTER)
              .map(PlannedStep::kind)
              .toList();
      assertThat(kinds)
          .containsExactly(
              DayStepKind.UPLOAD,
              DayStepKind.ENTRUST,
              DayStepKind.ATTEST,
              DayStepKind.GRANT,
              DayStepKind.READ,
              DayStepKind.LOCATE);
      DayVisit planned = plan.visits().get(visit);
      assertThat(planned.reader()).isNotEqualTo(planned.doctor());
    }
  }

  /** Twice as often: other records to the chain, which takes none twice. */
  @Test
  void visitsThatComeAgainAreOtherRecords() {
    int all = DayPlan.visitsOf(RECORDS);
    DayPlan plan = DayPlan.of(RECORDS, 2 * all + 3, MINUTE_NS, 1);
    assertThat(plan.visits().stream().map(each -> each.record().path())).doesNotHaveDuplicates();
    assertThat(plan.dataset().records())
        .isEqualTo(plan.visits().stream().map(DayVisit::record).toList());
  }

  @Test
  void theSameSeedGivesTheSameDayAndAnotherAnother() {
    DayPlan one = DayPlan.of(RECORDS, 50, MINUTE_NS, 1);
    assertThat(DayPlan.of(RECORDS, 50, MINUTE_NS, 1)).isEqualTo(one);
    assertThat(DayPlan.of(RECORDS, 50, MINUTE_NS, 2).visits()).isNotEqualTo(one.visits());
  }

  /** The time of day decides, and the date does not. */
  @Test
  void aVisitTakesPlaceAtItsTimeOfDay() {
    long noon = 20_000 * 86_400_000L + 43_200_000L;
    SyntheticRecords two =
        new SyntheticRecords(
            Hash.of(Bytes.utf8("two")),
            List.of(record("p1", noon + 1), record("p2", noon - 86_400_000L * 300)));
    DayPlan plan = DayPlan.of(two, 2, 288_000_000L, 1);
    // Half of the time in which visits begin: the last seven of 288 parts are for their steps.
    assertThat(plan.visits().stream().map(DayVisit::patient)).containsExactly("p2", "p1");
    assertThat(plan.visits().get(0).startNs()).isEqualTo(140_500_000L);
    assertThat(plan.steps().getLast().atNs() - plan.visits().get(1).startNs())
        .isEqualTo(6_000_000L);
  }

  private static SyntheticRecord record(String patient, long timeMs) {
    return new SyntheticRecord(
        patient, "d1", timeMs, "Encounter", "visit", patient + "#1", 10, Hash.ZERO);
  }

  /** All of one patient with one doctor on a date; the words are the encounter's. */
  @Test
  void recordsOfADateAreOneVisit() {
    List<SyntheticRecord> visits = DatasetVisits.of(RECORDS);
    assertThat(visits).hasSizeLessThan(RECORDS.records().size() / 5);
    assertThat(visits.stream().mapToLong(SyntheticRecord::size).sum())
        .isEqualTo(RECORDS.records().stream().mapToLong(SyntheticRecord::size).sum());
    assertThat(visits).filteredOn(each -> each.type().equals("ImagingStudy")).isNotEmpty();
    assertThat(visits.stream().map(SyntheticRecord::sha256)).doesNotHaveDuplicates();
  }

  @Test
  void aDayHasAVisit() {
    assertThatThrownBy(() -> DayPlan.of(RECORDS, 0, MINUTE_NS, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

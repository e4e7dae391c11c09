package org.medchain.day.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.transport.RefusedException;

/** PROC-26: what is looked at after a day, also on a cluster that answers no more. */
class DayCheckTest {
  private final List<Integer> tried = new ArrayList<>();

  private DayCheck check(int visits, DayCheck.VisitCheck what) throws InterruptedException {
    return DayCheck.of(
        "record",
        IntStream.range(0, visits).boxed().toList(),
        visit -> {
          tried.add(visit);
          what.run(visit);
        });
  }

  @Test
  void whatIsMissingIsNamedAndTheRestIsLookedAt() throws Exception {
    DayCheck found =
        check(
            5,
            visit -> {
              if (visit == 1) {
                throw new RefusedException("record abc is not on the ledger");
              }
            });
    assertThat(found.well()).isEqualTo(4);
    assertThat(found.failures())
        .containsExactly("record of visit 2 after the day: record abc is not on the ledger");
    assertThat(found.unchecked()).isEmpty();
    assertThat(found.isComplete()).isFalse();
    assertThat(found.broke()).isFalse();
  }

  /** Each answer that does not come takes most of a minute. */
  @Test
  void withoutAnswersTheRestIsNotTried() throws Exception {
    DayCheck found =
        check(
            300,
            visit -> {
              if (visit > 0) {
                throw new IOException("no result in 40 s");
              }
            });
    assertThat(tried).containsExactly(0, 1, 2, 3);
    assertThat(found.well()).isEqualTo(1);
    assertThat(found.failures()).isEmpty();
    assertThat(found.unchecked())
        .hasValue("299 of 300 records could not be checked after the day: no result in 40 s");
    assertThat(found.broke()).isTrue();
    assertThat(found.isComplete()).isFalse();
  }

  @Test
  void oneThatHasNoAnswerHidesNoOther() throws Exception {
    DayCheck found =
        check(
            4,
            visit -> {
              if (visit == 1) {
                throw new UserInputException("p1 is used by another command");
              } else if (visit == 2) {
                throw new IllegalStateException("closed");
              }
            });
    assertThat(found.well()).isEqualTo(2);
    assertThat(found.unchecked())
        .hasValue("2 of 4 records could not be checked after the day: closed");
    assertThat(found.broke()).isFalse();
  }

  @Test
  void fewAreEnoughToKnowThatNobodyAnswers() throws Exception {
    DayCheck found =
        check(
            2,
            visit -> {
              throw new IOException("none of the 4 nodes can be reached");
            });
    assertThat(found.broke()).isTrue();
    assertThat(DayCheck.untried("file", List.of(0, 1), "no answers").unchecked())
        .hasValue("2 of 2 files could not be checked after the day: no answers");
    assertThat(DayCheck.untried("file", List.of(), "no answers").unchecked()).isEmpty();
  }

  @Test
  void nothingToLookAtIsComplete() throws Exception {
    assertThat(check(0, visit -> {}).isComplete()).isTrue();
    assertThat(check(0, visit -> {}).broke()).isFalse();
  }
}

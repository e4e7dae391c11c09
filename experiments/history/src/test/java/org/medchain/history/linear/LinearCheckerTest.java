package org.medchain.history.linear;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medchain.history.History;
import org.medchain.history.HistoryEvent.EventType;
import org.medchain.history.HistoryFormatException;
import org.medchain.history.HistoryOperation;
import org.medchain.history.check.CheckResult;
import org.medchain.history.check.HistoryValidity;
import org.medchain.history.model.SequentialModels;
import org.medchain.history.sim.BruteForce;
import org.medchain.history.sim.Confusion;
import org.medchain.history.sim.SimulatedHistory;
import org.medchain.history.sim.SimulatedObject.Registers;
import org.medchain.history.value.HistoryValue;

/** HIST-6, HIST-7: the search is right, and short. */
@Tag("statistical")
class LinearCheckerTest {
  static CheckResult search(String model, History history) {
    return search(SequentialModels.of(model), history);
  }

  private static <S> CheckResult search(SequentialModel<S> model, History history) {
    return new LinearChecker<>(model, LinearChecker.DEFAULT_BUDGET).check(history);
  }

  private static HistoryValidity verdict(boolean valid) {
    return valid ? HistoryValidity.VALID : HistoryValidity.INVALID;
  }

  @ParameterizedTest
  @ValueSource(strings = {"register", "cas-register", "kv", "set", "append"})
  void agreesWithAllOrders(String name) throws HistoryFormatException {
    Confusion confusion = new Confusion(new Random(7));
    int invalid = 0;
    int open = 0;
    int all = 1000;
    for (int seed = 0; seed < all; seed++) {
      History right = SimulatedHistory.of(name, seed, 2 + seed % 3, 5 + seed % 3, 8);
      History history = confusion.of(right);
      boolean expected = BruteForce.linearizable(SequentialModels.of(name), history, true);
      assertThat(search(name, history).verdict())
          .as("seed %d: %s", seed, history.operations())
          .isEqualTo(verdict(expected));
      invalid += expected ? 0 : 1;
      open += history.operations().stream().anyMatch(HistoryOperation::isOpen) ? 1 : 0;
    }
    assertThat(invalid).as("invalid").isBetween(all / 50, all * 9 / 10);
    assertThat(open).as("with open operations").isGreaterThan(all / 5);
  }

  @Test
  void generatedHistoriesWithKnownAnswers() throws HistoryFormatException {
    knownAnswers(0, 500);
  }

  @Test
  @Tag("exhaustive")
  void tenThousandGeneratedHistoriesWithKnownAnswers() throws HistoryFormatException {
    knownAnswers(500, 10_500);
  }

  /** Half are right by construction; in the others one read is certainly too old. */
  private static void knownAnswers(int from, int to) throws HistoryFormatException {
    int invalid = 0;
    for (int seed = from; seed < to; seed++) {
      Registers object = new Registers(1 + seed % 3, 0, true);
      History right =
          new SimulatedHistory(object, new Random(seed), 2 + seed % 9, seed % 11)
              .run(30 + seed % 50);
      assertThat(search("kv", right).verdict()).as("seed " + seed).isEqualTo(HistoryValidity.VALID);
      Optional<History> wrong = seed % 2 == 0 ? Optional.empty() : withOldRead(right);
      if (wrong.isPresent()) {
        invalid++;
        CheckResult result = search("kv", wrong.get());
        assertThat(result.verdict()).as("seed " + seed).isEqualTo(HistoryValidity.INVALID);
        assertThat(result.counterexample().orElseThrow().operations()).hasSizeBetween(1, 6);
      }
    }
    assertThat(invalid).isGreaterThan((to - from) / 4);
  }

  /**
   * The last read returns what was overwritten before it began: a write of another value began
   * after the first write had ended, and ended before the read. Each value is written once.
   */
  private static Optional<History> withOldRead(History history) {
    List<HistoryOperation> ok =
        history.operations().stream().filter(HistoryOperation::isOk).toList();
    List<HistoryOperation> reads =
        ok.stream()
            .filter(each -> each.f().equals("read"))
            .sorted(Comparator.comparingInt(HistoryOperation::start).reversed())
            .toList();
    for (HistoryOperation read : reads) {
      List<HistoryOperation> writes =
          ok.stream()
              .filter(each -> each.f().equals("write") && key(each).equals(key(read)))
              .filter(each -> each.precedes(read))
              .toList();
      for (HistoryOperation old : writes) {
        if (writes.stream().anyMatch(old::precedes)) {
          return Optional.of(
              SimulatedHistory.with(
                  history, read.completion().orElseThrow().index(), EventType.OK, old.argument()));
        }
      }
    }
    return Optional.empty();
  }

  private static HistoryValue key(HistoryOperation operation) {
    return operation.argument().asItems().orElseThrow().getFirst();
  }

  @Test
  void aWitnessIsAnOrder() throws HistoryFormatException {
    for (int seed = 0; seed < 100; seed++) {
      History history = SimulatedHistory.of("cas-register", seed, 5, 25, 10);
      isAnOrder(SequentialModels.of("cas-register"), history);
    }
  }

  /** The model and time allow it, and it has all that happened. */
  private static <S> void isAnOrder(SequentialModel<S> model, History history) {
    List<HistoryOperation> order =
        new LinearSearch<>(
                new LinearProblem<>(new StateTable<>(model), history.operations()),
                new SearchBudget(10_000))
            .search()
            .order();
    S state = model.initial();
    List<HistoryOperation> left = new ArrayList<>(history.operations());
    left.removeIf(HistoryOperation::isFailed);
    for (HistoryOperation each : order) {
      assertThat(left.stream().anyMatch(other -> other.precedes(each))).isFalse();
      left.remove(each);
      state = model.step(state, each).orElseThrow();
    }
    assertThat(left).allMatch(HistoryOperation::isOpen);
  }

  /** 2,000 operations of 50 clients: less than one configuration an operation. */
  @Test
  void keyValueHistoriesOfManyClientsTakeFewSteps() throws HistoryFormatException {
    for (int keys : new int[] {1, 20}) {
      for (int lost : new int[] {0, 2}) {
        Registers object = new Registers(keys, keys == 1 ? 0 : 5, true);
        History history = new SimulatedHistory(object, new Random(keys), 50, lost).run(2000);
        CheckResult result = search("kv", history);
        assertThat(result.verdict()).isEqualTo(HistoryValidity.VALID);
        assertThat(result.counts().get("configurations")).isLessThan(2000);
      }
    }
  }

  /**
   * 200 operations on one register, 10 clients, at least 15 open operations, right and wrong; the
   * wrong one ends in a value that nobody wrote, so that all orders must be excluded.
   */
  @Test
  void openOperationsOnOneRegisterTakeFewSteps() throws HistoryFormatException {
    for (int seed = 0; seed < 20; seed++) {
      int domain = List.of(0, 2, 3, 5, 20).get(seed % 5);
      Registers object = new Registers(1, domain, false);
      History right = new SimulatedHistory(object, new Random(seed), 10, 9).run(200);
      assertThat(right.operations().stream().filter(HistoryOperation::isOpen).count())
          .isGreaterThanOrEqualTo(10);
      HistoryOperation last =
          right.operations("read").stream().filter(HistoryOperation::isOk).toList().getLast();
      History wrong =
          SimulatedHistory.with(
              right,
              last.completion().orElseThrow().index(),
              EventType.OK,
              HistoryValue.whole(999));
      CheckResult first = search("cas-register", right);
      CheckResult second = search("cas-register", wrong);
      assertThat(first.verdict()).isEqualTo(HistoryValidity.VALID);
      assertThat(second.verdict()).isEqualTo(HistoryValidity.INVALID);
      assertThat(first.counts().get("configurations")).isLessThan(2_000);
      assertThat(second.counts().get("configurations")).isLessThan(100_000);
      assertThat(second.counterexample().orElseThrow().operations()).hasSize(1);
    }
  }

  /** HIST-7: a search that its budget ends says so, and no more. */
  @Test
  void aBudgetThatEndsGivesUnknown() throws HistoryFormatException {
    History history = SimulatedHistory.of("cas-register", 4, 8, 60, 5);
    SequentialModel<?> model = SequentialModels.of("cas-register");
    CheckResult result = new LinearChecker<>(model, 3).check(history);
    assertThat(result.verdict()).isEqualTo(HistoryValidity.UNKNOWN);
    assertThat(result.findings()).singleElement().extracting("name").isEqualTo("budget");
    assertThat(result.counterexample()).isEmpty();
    assertThat(result.counts()).containsEntry("configurations", 3L);
  }

  /** No recursion: a history of many operations needs no deep stack. */
  @Test
  void longHistoriesNeedNoStack() throws HistoryFormatException {
    History history =
        new SimulatedHistory(new Registers(1, 0, false), new Random(1), 3, 0).run(20_000);
    assertThat(search("register", history).verdict()).isEqualTo(HistoryValidity.VALID);
  }
}

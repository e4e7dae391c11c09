package org.medchain.history.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.medchain.history.History;
import org.medchain.history.HistoryFormatException;
import org.medchain.history.check.CheckResult;
import org.medchain.history.check.Finding;
import org.medchain.history.check.HistoryValidity;
import org.medchain.history.format.HistoryReader;
import org.medchain.history.sim.BruteForce;
import org.medchain.history.sim.Confusion;
import org.medchain.history.sim.SimulatedHistory;
import org.medchain.history.sim.Written;

/** HIST-11: what becomes of elements and of money. */
class SetAndBankTest {
  private static final ModelOptions NIL_UNKNOWN =
      new ModelOptions(Optional.empty(), true, false, true, ModelOptions.DEFAULT.budget());

  private static CheckResult check(String model, ModelOptions options, History history) {
    try {
      return WorkloadModel.named(model).orElseThrow().check(options, history);
    } catch (HistoryFormatException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> names(CheckResult result) {
    return result.findings().stream().map(Finding::name).toList();
  }

  private static List<String> set(History history) {
    return names(check("set", ModelOptions.DEFAULT, history));
  }

  private static ModelOptions initial(String value) throws HistoryFormatException {
    return ModelOptions.DEFAULT.withInitial(HistoryReader.value(value));
  }

  /** The rules of elements together are linearizability. */
  @Test
  void theSetsRulesAgreeWithAllOrders() {
    Confusion confusion = new Confusion(new Random(5));
    var model = SequentialModels.of("set");
    int invalid = 0;
    for (int seed = 0; seed < 3000; seed++) {
      History right = SimulatedHistory.of("set", seed, 3 + seed % 4, 6 + seed % 2, 8);
      History history = seed % 5 == 0 ? right : confusion.of(right);
      boolean valid = BruteForce.linearizable(model, history, true);
      CheckResult result = check("set", ModelOptions.DEFAULT, history);
      if (names(result).equals(List.of("no read"))) {
        continue;
      }
      assertThat(result.verdict())
          .as("seed %d: %s %s", seed, history.operations(), result.findings())
          .isEqualTo(valid ? HistoryValidity.VALID : HistoryValidity.INVALID);
      invalid += valid ? 0 : 1;
    }
    assertThat(invalid).isGreaterThan(150);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "lost ~ add 1, read nil -> #{}",
        "stale ~ add 1, read nil -> #{}, read nil -> #{1}",
        "unexpected ~ add 1, read nil -> #{1 2}",
        "unexpected ~ read nil -> #{1}, add 1",
        "duplicated ~ add 1, read nil -> [1 1]",
        "~ add 1, add 2, read nil -> (2 1)",
      })
  void elementsAreLostStaleUnexpectedOrDuplicated(String finding, String operations) {
    assertThat(set(Written.serial(operations.split(", ", -1)))).isEqualTo(expected(finding));
  }

  private static List<String> expected(String finding) {
    return finding == null ? List.of() : List.of(finding);
  }

  /** An open add counts once it was read; reads contradict each other, or the order of adds. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "~ 0 invoke add 1, 0 info add 1, 1 invoke read, 1 ok read #{}",
        "lost ~ 0 invoke add 1, 0 info add 1, 1 invoke read, 1 ok read #{1}, 1 invoke read,"
            + " 1 ok read #{}",
        "unexpected ~ 0 invoke add 1, 0 fail add 1, 1 invoke read, 1 ok read [1]",
        "contradictory reads ~ 0 invoke add 1, 1 invoke add 2, 2 invoke read, 3 invoke read,"
            + " 2 ok read #{1}, 3 ok read #{2}",
        "wrong order ~ 2 invoke read, 0 invoke add 1, 0 ok add 1, 1 invoke add 2, 1 ok add 2,"
            + " 2 ok read #{2}",
      })
  void whatOverlapsIsJudgedToo(String finding, String events) {
    assertThat(set(Written.history(events.split(", ", -1)))).isEqualTo(expected(finding));
  }

  @Test
  void elementsAreCounted() throws HistoryFormatException {
    CheckResult result =
        check("set", initial("#{0}"), Written.serial("add 1", "read nil -> #{0 1}", "add 2"));
    assertThat(result.verdict()).isEqualTo(HistoryValidity.VALID);
    assertThat(result.counts())
        .containsEntry("elements", 3L)
        .containsEntry("reads judged", 1L)
        .containsEntry("never read", 1L)
        .containsEntry("lost", 0L);
    assertThat(check("set", ModelOptions.DEFAULT, Written.serial("add 1")).verdict())
        .isEqualTo(HistoryValidity.UNKNOWN);
    assertThat(
            check(
                    "set",
                    NIL_UNKNOWN,
                    Written.serial("add 1", "read nil -> nil", "read nil -> #{1}"))
                .verdict())
        .isEqualTo(HistoryValidity.VALID);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "{:a 5, :b 6} ~ wrong total",
        "{:a 12, :b -2} ~ negative balance",
        "{:a 10} ~ wrong accounts",
        "{:a 5, :b 5, :c 0} ~ wrong accounts",
        "{:a 10, :b nil} ~ not a balance",
      })
  void balancesThatAreWrong(String read, String name) throws HistoryFormatException {
    History history =
        Written.serial(
            "read nil -> {:a 5, :b 5}",
            "transfer {:from :a, :to :b, :amount 2}",
            "read nil -> " + read);
    assertThat(names(check("bank", ModelOptions.DEFAULT, history))).containsExactly(name);
    assertThat(names(check("bank", initial("{:a 5, :b 5}"), history))).containsExactly(name);
  }

  @Test
  void totalsAndNegativeBalancesAsAgreed() throws HistoryFormatException {
    History below =
        Written.serial("transfer {:from :a, :to :b, :amount 7}", "read nil -> {:a -2, :b 12}");
    assertThat(names(check("bank", initial("10"), below))).containsExactly("negative balance");
    ModelOptions allowed =
        new ModelOptions(initial("{:a 5, :b 5}").initial(), false, true, true, 1);
    assertThat(check("bank", allowed, below).verdict()).isEqualTo(HistoryValidity.VALID);
    assertThat(names(check("bank", initial("11"), below))).contains("wrong total");
    assertThat(
            check(
                    "bank",
                    ModelOptions.DEFAULT,
                    Written.serial("transfer {:from 1, :to 2, :amount 1}"))
                .verdict())
        .isEqualTo(HistoryValidity.UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "register append 1",
        "register cas [1 2]",
        "cas-register cas 1",
        "kv write 3",
        "kv cas [1 2]",
        "set remove 3",
        "set read nil -> 7",
        "bank transfer {:from 1}",
        "bank transfer {:from 1, :to 2, :amount -1}",
        "bank read nil -> 7",
        "append txn [[:append :x]]",
        "append txn [[:w :x 1]]",
        "append txn 7",
        "append txn [[:r :x nil]] -> [[:r :y [1]]]",
      })
  void operationsOfAnotherWorkloadAreRefused(String line) {
    String[] parts = line.split(" ", 2);
    assertThatThrownBy(
            () ->
                WorkloadModel.named(parts[0])
                    .orElseThrow()
                    .check(ModelOptions.DEFAULT, Written.serial(parts[1])))
        .isInstanceOf(HistoryFormatException.class)
        .hasMessageStartingWith("operation at index 0, model " + parts[0] + ": ")
        .hasMessageContaining("; allowed: ");
  }

  @Test
  void initialValuesOfAnotherWorkloadAreRefused() {
    for (String line : List.of("set 7", "append []", "bank :x")) {
      String[] parts = line.split(" ", 2);
      assertThatThrownBy(
              () ->
                  WorkloadModel.named(parts[0])
                      .orElseThrow()
                      .check(initial(parts[1]), Written.serial()))
          .hasMessageContaining("; allowed: ");
    }
  }

  /** HIST-6: what a nil says, and what was there before. */
  @Test
  void initialValuesAndNils() throws HistoryFormatException {
    History five = Written.serial("read nil -> 5");
    assertThat(check("register", initial("5"), five).verdict()).isEqualTo(HistoryValidity.VALID);
    assertThat(check("register", ModelOptions.DEFAULT, five).verdict())
        .isEqualTo(HistoryValidity.INVALID);
    History nil = Written.serial("write 1", "read nil -> nil");
    assertThat(check("register", ModelOptions.DEFAULT, nil).verdict())
        .isEqualTo(HistoryValidity.INVALID);
    assertThat(check("register", NIL_UNKNOWN, nil).verdict()).isEqualTo(HistoryValidity.VALID);
    History keyed = Written.serial("write [:a 1]", "read [:b nil] -> [:b 5]");
    assertThat(check("kv", initial("5"), keyed).verdict()).isEqualTo(HistoryValidity.VALID);
  }
}

package org.medchain.history.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medchain.history.History;
import org.medchain.history.check.CheckResult;
import org.medchain.history.check.Finding;
import org.medchain.history.check.HistoryValidity;
import org.medchain.history.model.SequentialModels;
import org.medchain.history.sim.BruteForce;
import org.medchain.history.sim.Confusion;
import org.medchain.history.sim.SimulatedHistory;
import org.medchain.history.sim.SimulatedObject;
import org.medchain.history.sim.Written;

/** HIST-9, HIST-10: serializability by cycles, with the names of the anomalies. */
class AppendCheckerTest {
  private static Set<String> names(CheckResult result) {
    return result.findings().stream()
        .map(Finding::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static CheckResult strict(History history) {
    return new AppendChecker(true).check(history);
  }

  private static CheckResult serializable(History history) {
    return new AppendChecker(false).check(history);
  }

  /** Transactions of which all overlap, so that time orders none. */
  private static History overlapping(String... transactions) {
    String[] events = new String[2 * transactions.length];
    for (int i = 0; i < transactions.length; i++) {
      String asked = transactions[i].replaceAll("(\\[:r :\\w+) [^\\]]*\\]\\]", "$1 nil]");
      asked = asked.replaceAll("(\\[:r :\\w+) \\[\\]\\]", "$1 nil]");
      events[i] = i + " invoke txn [" + asked + "]";
      events[transactions.length + i] = i + " ok txn [" + transactions[i] + "]";
    }
    return Written.history(events);
  }

  /** In both directions: what has no order has a finding, and what has a finding has no order. */
  @Test
  void agreesWithAllOrders() {
    agree(0, 2500);
  }

  @Test
  @Tag("exhaustive")
  void agreesWithAllOrdersOfManyMore() {
    agree(2500, 40_000);
  }

  private static void agree(int from, int to) {
    Confusion confusion = new Confusion(new Random(from));
    var model = SequentialModels.of("append");
    int invalid = 0;
    int onlyStrict = 0;
    for (int seed = from; seed < to; seed++) {
      SimulatedObject lists = new SimulatedObject.Lists(1 + seed % 2);
      History right =
          new SimulatedHistory(lists, new Random(seed), 2 + seed % 3, 8).run(4 + seed % 4);
      History history = seed % 5 == 0 ? right : confusion.of(right);
      boolean strict = BruteForce.linearizable(model, history, true);
      boolean serial = strict || BruteForce.linearizable(model, history, false);
      assertThat(strict(history).verdict())
          .as("seed %d: %s %s", seed, history.operations(), strict(history).findings())
          .isEqualTo(strict ? HistoryValidity.VALID : HistoryValidity.INVALID);
      assertThat(serializable(history).verdict())
          .as("seed %d: %s", seed, history.operations())
          .isEqualTo(serial ? HistoryValidity.VALID : HistoryValidity.INVALID);
      invalid += serial ? 0 : 1;
      onlyStrict += serial && !strict ? 1 : 0;
    }
    assertThat(invalid).isGreaterThan((to - from) / 25);
    assertThat(onlyStrict).isGreaterThan((to - from) / 100);
  }

  @Test
  void aFailedTransactionIsNotRead() {
    History history =
        Written.history(
            "0 invoke txn [[:append :x 1]]",
            "0 fail txn [[:append :x 1]]",
            "1 invoke txn [[:r :x nil]]",
            "1 ok txn [[:r :x [1]]]");
    assertThat(names(serializable(history))).containsExactly("G1a");
    assertThat(serializable(history).findings().getFirst().text())
        .isEqualTo("T2 read :x as [1], with 1 of T1, which failed");
  }

  /** Names of all findings, what the first one says, and the transactions. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "G1b G-single ~ T2 read :x up to 1, which T1 followed with 2 ~"
            + " [:append :x 1] [:append :x 2] & [:r :x [1]] & [:r :x [1 2]]",
        "G0 ~ ~ [:append :x 1] [:append :y 1] & [:append :x 2] [:append :y 2]"
            + " & [:r :x [1 2]] [:r :y [2 1]]",
        "G1c ~ T1 is before T2: T2 read :x as [1], whose last element belongs to T1 ~"
            + " [:append :x 1] [:r :y [1]] & [:append :y 1] [:r :x [1]]",
        "G-single ~ T2 is before T1: T2 read :y as [], without 1 of T1 ~"
            + " [:append :x 1] [:append :y 1] & [:r :x [1]] [:r :y []] & [:r :y [1]]",
        "G2 ~ ~ [:r :x []] [:append :y 1] & [:r :y []] [:append :x 1] & [:r :x [1]] [:r :y [1]]",
        // A longer cycle with one missed write is found beside a shorter one with two.
        "G-single G2 ~ ~ [:r :x []] [:append :y 1] [:r :z [1]] & [:r :y []] [:append :x 1]"
            + " & [:r :x [1]] [:append :z 1]",
        "lost-update G-single ~ T1 and T2 read :x as [], and both appended to it ~"
            + " [:r :x []] [:append :x 1] & [:r :x []] [:append :x 2] & [:r :x [1 2]]",
        "internal ~ ~ [:append :x 1] [:r :x []] & [:append :x 5]",
        "internal ~ ~ [:r :x [1]] [:append :x 1] & [:append :x 5]",
        "internal ~ ~ [:r :x []] [:r :x [5]] & [:append :x 5]",
        "internal ~ ~ [:append :x 1] [:r :x [1 5]] & [:append :x 5]",
        "~ ~ [:append :x 1] [:r :x [1]]",
        "duplicate-elements ~ ~ [:append :x 1] & [:r :x [1 1]]",
        "garbage-read ~ T2 read :x as [7], with 7, which nobody appended ~"
            + " [:append :x 1] & [:r :x [7]]",
        "incompatible-order ~ ~ [:append :x 1] & [:append :x 2] & [:r :x [1 2]] & [:r :x [2 1]]",
      })
  void anomaliesHaveTheirNames(String names, String text, String transactions) {
    CheckResult result = serializable(overlapping(transactions.split(" & ", -1)));
    assertThat(names(result))
        .isEqualTo(names == null ? Set.of() : new TreeSet<>(List.of(names.split(" ", -1))));
    Finding none = new Finding("", "");
    Finding first = result.findings().isEmpty() ? none : result.findings().getFirst();
    assertThat(first.text() + first.lines()).contains(text == null ? "" : text);
  }

  /** A read that misses what was acknowledged before it began breaks real time alone. */
  @Test
  void timeCountsWhereItIsWanted() {
    History stale = Written.serial("txn [[:append :x 1]]", "txn [[:r :x nil]] -> [[:r :x []]]");
    assertThat(serializable(stale).verdict()).isEqualTo(HistoryValidity.VALID);
    assertThat(names(strict(stale))).containsExactly("G-single-realtime");
    assertThat(strict(stale).findings().getFirst().lines())
        .contains(
            "T1 is before T2: T1 ended (index 1) before T2 began (index 2)",
            "T2 is before T1: T2 read :x as [], without 1 of T1");
    History process =
        Written.history(
            "0 invoke txn [[:append :x 1]]",
            "0 ok txn [[:append :x 1]]",
            "0 invoke txn [[:r :x nil]]",
            "0 ok txn [[:r :x []]]");
    assertThat(names(strict(process))).contains("G-single-process");
    assertThat(serializable(process).verdict()).isEqualTo(HistoryValidity.VALID);
  }

  @Test
  void anElementThatIsAppendedTwiceTellsNothing() {
    History history = overlapping("[:append :x 1]", "[:append :x 1]");
    assertThat(strict(history).verdict()).isEqualTo(HistoryValidity.UNKNOWN);
    assertThat(strict(history).findings().getFirst().text())
        .isEqualTo("1 of :x is appended twice; each element must be appended once");
  }
}

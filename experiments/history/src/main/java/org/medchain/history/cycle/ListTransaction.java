package org.medchain.history.cycle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medchain.history.HistoryOperation;
import org.medchain.history.value.HistoryValue;

/**
 * A transaction over lists.
 *
 * @param number its place among the transactions
 * @param operation where it comes from
 * @param steps what it did; the reads of an open one are unknown
 */
record ListTransaction(int number, HistoryOperation operation, List<ListStep> steps) {
  static List<ListTransaction> of(List<HistoryOperation> operations) {
    List<ListTransaction> transactions = new ArrayList<>();
    for (HistoryOperation each : operations) {
      HistoryValue value = each.isOk() ? each.result() : each.argument();
      transactions.add(
          new ListTransaction(transactions.size(), each, ListStep.steps(value).orElse(List.of())));
    }
    return transactions;
  }

  String label() {
    return "T" + (number + 1);
  }

  /** The elements that it appended to a list, in order. */
  List<HistoryValue> appended(HistoryValue key) {
    return steps.stream()
        .filter(each -> each.appends() && each.key().equals(key))
        .map(ListStep::value)
        .toList();
  }

  /**
   * What its reads show.
   *
   * @param versions of each list, before its own appends took effect: the first such read counts. A
   *     read that does not show its own appends is left out
   * @param flaw what is wrong with a read beside its own earlier reads and appends, in words
   */
  record ListReads(Map<HistoryValue, List<HistoryValue>> versions, Optional<String> flaw) {}

  ListReads seen() {
    Map<HistoryValue, List<HistoryValue>> versions = new LinkedHashMap<>();
    Map<HistoryValue, List<HistoryValue>> own = new LinkedHashMap<>();
    List<String> flaws = new ArrayList<>();
    for (ListStep step : steps) {
      List<HistoryValue> before = own.computeIfAbsent(step.key(), key -> new ArrayList<>());
      if (step.appends()) {
        before.add(step.value());
      } else if (!endsWith(step.list(), before)) {
        flaws.add(read(step) + ", although it had appended " + before + " itself");
      } else {
        List<HistoryValue> version = step.list().subList(0, step.list().size() - before.size());
        List<HistoryValue> earlier = versions.putIfAbsent(step.key(), version);
        if (appended(step.key()).stream().anyMatch(version::contains)) {
          flaws.add(read(step) + ", which has what it appended only later");
        } else if (earlier != null && !earlier.equals(version)) {
          flaws.add(read(step) + ", although it had read " + earlier + " before");
        }
      }
    }
    return new ListReads(versions, flaws.stream().findFirst());
  }

  private static boolean endsWith(List<HistoryValue> list, List<HistoryValue> end) {
    int from = list.size() - end.size();
    return from >= 0 && list.subList(from, list.size()).equals(end);
  }

  /** Its reads. */
  List<ListStep> reads() {
    return steps.stream().filter(each -> !each.appends()).toList();
  }

  /** What a read of it was, in words. */
  String read(ListStep step) {
    return label() + " read " + step.key() + " as " + step.value();
  }

  String describe() {
    return label() + " = " + operation.describe();
  }
}

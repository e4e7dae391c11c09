package org.medchain.history.cycle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medchain.history.value.HistoryValue;

/** Whether a transaction's reads agree with its own earlier reads and appends. */
final class InternalReads {
  private InternalReads() {}

  /** What is wrong, in words. */
  static Optional<String> wrong(ListTransaction transaction) {
    Map<HistoryValue, List<HistoryValue>> own = new LinkedHashMap<>();
    Map<HistoryValue, List<HistoryValue>> seen = new LinkedHashMap<>();
    for (ListStep step : transaction.steps()) {
      List<HistoryValue> before = own.computeIfAbsent(step.key(), key -> new ArrayList<>());
      if (step.appends()) {
        before.add(step.value());
        continue;
      }
      if (!ListTransaction.endsWith(step.list(), before)) {
        return Optional.of(
            read(transaction, step) + ", although it had appended " + before + " itself");
      }
      List<HistoryValue> version = step.list().subList(0, step.list().size() - before.size());
      if (transaction.appended(step.key()).stream().anyMatch(version::contains)) {
        return Optional.of(read(transaction, step) + ", which has what it appended only later");
      }
      List<HistoryValue> earlier = seen.putIfAbsent(step.key(), version);
      if (earlier != null && !earlier.equals(version)) {
        return Optional.of(
            read(transaction, step) + ", although it had read " + earlier + " before");
      }
    }
    return Optional.empty();
  }

  private static String read(ListTransaction transaction, ListStep step) {
    return transaction.label() + " read " + step.key() + " as " + step.value();
  }
}

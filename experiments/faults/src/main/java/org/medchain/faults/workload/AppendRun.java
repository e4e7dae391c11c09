package org.medchain.faults.workload;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.history.check.HistoryChecker;
import org.medchain.history.model.WorkloadModel;
import org.medchain.history.value.HistoryValue;

/** Transactions that append to lists and read them, in Elle's manner. */
final class AppendRun extends LogWorkloadRun {
  private static final int KEYS = 4;
  private static final int LONGEST = 4;

  /** After this number of appends a list is left alone, so that reads stay short. */
  private static final int APPENDS = 40;

  private static final HistoryValue APPEND = HistoryValue.keyword("append");
  private static final HistoryValue READ = HistoryValue.keyword("r");

  private final UniformRandomProvider random;
  private final Map<HistoryValue, List<HistoryValue>> lists = new HashMap<>();
  private long appended;

  AppendRun(UniformRandomProvider random) {
    this.random = random;
  }

  @Override
  public Optional<WorkloadCall> next(int worker) {
    List<HistoryValue> steps = new ArrayList<>();
    int length = 1 + random.nextInt(LONGEST);
    for (int i = 0; i < length; i++) {
      long epoch = appended / (APPENDS * KEYS);
      HistoryValue key = HistoryValue.whole(epoch * KEYS + random.nextInt(KEYS));
      steps.add(
          random.nextBoolean()
              ? HistoryValue.sequence(APPEND, key, HistoryValue.whole(++appended))
              : HistoryValue.sequence(READ, key, HistoryValue.nil()));
    }
    return Optional.of(call("txn", new HistoryValue.Sequence(steps)));
  }

  @Override
  public List<WorkloadCall> last(int worker) {
    HistoryValue key = HistoryValue.whole(appended / (APPENDS * KEYS) * KEYS + worker % KEYS);
    return List.of(
        call("txn", HistoryValue.sequence(HistoryValue.sequence(READ, key, HistoryValue.nil()))));
  }

  @Override
  protected CallCompletion apply(String f, HistoryValue value) {
    List<HistoryValue> done = new ArrayList<>();
    for (HistoryValue step : ((HistoryValue.Sequence) value).items()) {
      List<HistoryValue> parts = ((HistoryValue.Sequence) step).items();
      List<HistoryValue> list = lists.computeIfAbsent(parts.get(1), key -> new ArrayList<>());
      if (parts.get(0).equals(APPEND)) {
        list.add(parts.get(2));
        done.add(step);
      } else {
        done.add(HistoryValue.sequence(READ, parts.get(1), new HistoryValue.Sequence(list)));
      }
    }
    return CallCompletion.ok(new HistoryValue.Sequence(done));
  }

  @Override
  public HistoryChecker checker() {
    return WorkloadModel.checker("append", Optional.empty());
  }
}

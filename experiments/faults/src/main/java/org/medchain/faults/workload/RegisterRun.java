package org.medchain.faults.workload;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.history.check.HistoryChecker;
import org.medchain.history.model.WorkloadModel;
import org.medchain.history.value.HistoryValue;

/** Registers that are read, written, and compared and set; checked for linearizability. */
final class RegisterRun extends LogWorkloadRun {
  private static final int KEYS = 5;

  /** Few, so that reads of old values are not refuted by luck. */
  private static final int VALUES = 5;

  private final UniformRandomProvider random;
  private final Map<HistoryValue, HistoryValue> registers = new HashMap<>();

  RegisterRun(UniformRandomProvider random) {
    this.random = random;
  }

  private HistoryValue value() {
    return HistoryValue.whole(random.nextInt(VALUES));
  }

  private static HistoryValue pair(HistoryValue key, HistoryValue value) {
    return HistoryValue.sequence(key, value);
  }

  @Override
  public Optional<WorkloadCall> next(int worker) {
    HistoryValue key = HistoryValue.whole(random.nextInt(KEYS));
    return Optional.of(
        switch (random.nextInt(3)) {
          case 0 -> call("read", pair(key, HistoryValue.nil()));
          case 1 -> call("write", pair(key, value()));
          default -> call("cas", pair(key, HistoryValue.sequence(value(), value())));
        });
  }

  @Override
  public List<WorkloadCall> last(int worker) {
    return List.of(call("read", pair(HistoryValue.whole(worker % KEYS), HistoryValue.nil())));
  }

  @Override
  protected CallCompletion apply(String f, HistoryValue value) {
    List<HistoryValue> parts = ((HistoryValue.Sequence) value).items();
    HistoryValue key = parts.get(0);
    HistoryValue now = registers.getOrDefault(key, HistoryValue.nil());
    return switch (f) {
      case "read" -> CallCompletion.ok(pair(key, now));
      case "write" -> {
        registers.put(key, parts.get(1));
        yield CallCompletion.ok(value);
      }
      default -> compareAndSet(key, now, value);
    };
  }

  private CallCompletion compareAndSet(HistoryValue key, HistoryValue now, HistoryValue value) {
    List<HistoryValue> oldAndNew =
        ((HistoryValue.Sequence) ((HistoryValue.Sequence) value).items().get(1)).items();
    if (!oldAndNew.get(0).equals(now)) {
      return CallCompletion.fail(value);
    }
    registers.put(key, oldAndNew.get(1));
    return CallCompletion.ok(value);
  }

  /** It compares with a value that was drawn. */
  @Override
  public boolean isByChance(String f) {
    return f.equals("cas");
  }

  @Override
  public HistoryChecker checker() {
    return WorkloadModel.checker("kv", Optional.empty());
  }
}

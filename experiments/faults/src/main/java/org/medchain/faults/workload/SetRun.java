package org.medchain.faults.workload;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.history.check.HistoryChecker;
import org.medchain.history.model.WorkloadModel;
import org.medchain.history.value.HistoryValue;

/** A set to which everybody adds, and that is read again and again. */
final class SetRun extends LogWorkloadRun {
  private static final double READS = 0.1;

  private final UniformRandomProvider random;
  private final Set<HistoryValue> elements = new LinkedHashSet<>();
  private long added;

  SetRun(UniformRandomProvider random) {
    this.random = random;
  }

  @Override
  public Optional<WorkloadCall> next(int worker) {
    return Optional.of(
        random.nextDouble() < READS
            ? call("read", HistoryValue.nil())
            : call("add", HistoryValue.whole(++added)));
  }

  @Override
  public List<WorkloadCall> last(int worker) {
    return List.of(call("read", HistoryValue.nil()));
  }

  @Override
  protected CallCompletion apply(String f, HistoryValue value) {
    if (f.equals("read")) {
      return CallCompletion.ok(new HistoryValue.Sequence(List.copyOf(elements)));
    }
    elements.add(value);
    return CallCompletion.ok(value);
  }

  @Override
  public HistoryChecker checker() {
    return WorkloadModel.checker("set", Optional.empty());
  }
}

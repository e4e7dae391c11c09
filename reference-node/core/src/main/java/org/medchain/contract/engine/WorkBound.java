package org.medchain.contract.engine;

import java.util.List;
import java.util.function.ToLongBiFunction;

/**
 * The most that an operation, or a module at a block's begin and end, may do to the state (CON-28):
 * a fixed part, and a part for each thing that it names or meets. It is declared beside the code,
 * and tests count.
 *
 * @param <T> the operation, or the height of the block
 * @param fixed always
 * @param parts for each of something
 */
public record WorkBound<T>(StateWork fixed, List<WorkPart<T>> parts) {
  /**
   * A cost for each of something.
   *
   * @param <T> as in the bound
   * @param each what, for people
   * @param work for each
   * @param count how many there are, in the state before
   */
  public record WorkPart<T>(String each, StateWork work, ToLongBiFunction<WorldState, T> count) {}

  public WorkBound {
    parts = List.copyOf(parts);
  }

  /** The same for all. */
  public static <T> WorkBound<T> of(long reads, long writes, long bytes) {
    return of(new StateWork(reads, writes, bytes));
  }

  /** The same for all. */
  public static <T> WorkBound<T> of(StateWork fixed) {
    return new WorkBound<>(fixed, List.of());
  }

  /** This, and so much for each. */
  public WorkBound<T> plusEach(String each, StateWork work, ToLongBiFunction<WorldState, T> count) {
    return new WorkBound<>(fixed, Lists.plus(parts, new WorkPart<>(each, work, count)));
  }

  /** The bound for this one, on the state before it. */
  public StateWork on(WorldState before, T subject) {
    StateWork sum = fixed;
    for (WorkPart<T> part : parts) {
      sum = sum.plus(part.work().times(part.count().applyAsLong(before, subject)));
    }
    return sum;
  }
}

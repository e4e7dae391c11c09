package org.medchain.study.execution;

import java.util.List;
import java.util.function.IntFunction;
import org.medchain.experiments.running.WorkProgress;
import org.medchain.game.random.ReplicateRunner;

/**
 * How a study is done: its number of threads, and the listener of its progress. Neither has an
 * influence on any result (GAME-17).
 *
 * @param threads the largest number of tasks at once, at least one
 * @param progress gets every task
 */
public record StudyExecution(int threads, WorkProgress progress) {
  /**
   * The results of independent tasks, in their order.
   *
   * @param what name of the tasks, for people
   */
  public <T> List<T> map(String what, int count, IntFunction<T> task) {
    progress.begin(what, count);
    return ReplicateRunner.run(
        count,
        threads,
        number -> {
          T result = task.apply(number);
          progress.step();
          return result;
        });
  }

  /** A long step without progress reports. */
  public void begin(String what) {
    progress.begin(what, 1);
  }
}

package org.medchain.node.month;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;

/**
 * A thread of a process that waits for replies. It runs only while the simulation is stopped, up to
 * where it waits, so that a seed repeats.
 */
final class MonthThread {
  private final Semaphore turn = new Semaphore(0);
  private final Semaphore stopped = new Semaphore(0);
  private final Deque<Task> tasks = new ArrayDeque<>();
  private Optional<Throwable> failure = Optional.empty();
  private boolean busy;

  private record Task(Runnable body, Runnable begun) {}

  /** A reply that the thread may wait for; its sender has to {@link #resume} the thread. */
  final class Reply<T> extends CompletableFuture<T> {
    @Override
    public T get() throws InterruptedException, ExecutionException {
      while (!isDone()) {
        stopped.release();
        turn.acquire();
      }
      return super.get();
    }
  }

  /**
   * Runs a task after those before it.
   *
   * @param begun is called when the task has ended, or waits for the first time
   */
  void execute(Runnable body, Runnable begun) {
    tasks.add(new Task(body, begun));
    next();
  }

  boolean isBusy() {
    return busy;
  }

  private void next() {
    while (!busy && !tasks.isEmpty()) {
      Task task = tasks.remove();
      busy = true;
      var unused = Thread.ofVirtual().start(() -> run(task.body()));
      resume();
      task.begun().run();
    }
  }

  private void run(Runnable body) {
    try {
      turn.acquire();
      body.run();
    } catch (Throwable e) {
      failure = Optional.of(e);
    } finally {
      busy = false;
      stopped.release();
    }
  }

  /** Runs until it waits again, if it waits at all. */
  void resume() {
    if (busy) {
      turn.release();
      stopped.acquireUninterruptibly();
      failure.ifPresent(
          each -> {
            throw new IllegalStateException(each);
          });
      next();
    }
  }

  /** Ends: nobody completes anything any more, so all that is waited for has to be complete. */
  void end() {
    tasks.clear();
    while (busy) {
      resume();
    }
  }
}

package org.medchain.experiments.execution;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import org.medchain.comparison.TrialCancelled;
import org.medchain.comparison.TrialCell;
import org.medchain.comparison.TrialHook;
import org.medchain.comparison.TrialResult;

/**
 * A fixed number of threads that work through a list of trials. Trials share nothing, so neither
 * their number nor the order in which they end has an influence on any result.
 */
public final class TrialPool implements TrialEngine {
  private final TrialFunction function;
  private final int threads;
  private final LongAdder messages = new LongAdder();
  private volatile boolean cancelled;

  /** The largest number of trials at once. */
  public TrialPool(TrialFunction function, int threads) {
    this.function = function;
    this.threads = threads;
  }

  /** Those of trials that have ended, and the last reports of the others. */
  @Override
  public long messages() {
    return messages.sum();
  }

  @Override
  public void cancel() {
    cancelled = true;
  }

  @Override
  public void run(Collection<TrialCell> trials, TrialListener listener) throws Exception {
    Queue<TrialCell> waiting = new ConcurrentLinkedQueue<>(trials);
    List<Exception> refusals = new ArrayList<>();
    List<Thread> workers = new ArrayList<>();
    // An interrupted command does not wait for its trials.
    Thread.Builder daemon = Thread.ofPlatform().daemon().name("trials-", 1);
    for (int i = 0; i < Math.min(threads, trials.size()); i++) {
      workers.add(daemon.start(() -> work(waiting, listener, refusals)));
    }
    for (Thread worker : workers) {
      worker.join();
    }
    if (!refusals.isEmpty()) {
      throw refusals.getFirst();
    }
  }

  private void work(Queue<TrialCell> waiting, TrialListener listener, List<Exception> refusals) {
    for (TrialCell trial = waiting.poll(); trial != null && !cancelled; trial = waiting.poll()) {
      PooledTrialHook hook = new PooledTrialHook();
      CostMeter meter = CostMeter.start(trial);
      try {
        TrialResult result = function.run(trial, hook);
        // A short trial may end before its first report, and each ends after its last one.
        hook.counted(result.messagesDelivered());
        double costS = meter.seconds();
        synchronized (listener) {
          listener.finished(trial, result, costS);
        }
      } catch (TrialCancelled e) {
        return;
      } catch (Exception | Error e) {
        notifyListener(listener, trial, e, refusals);
      }
    }
  }

  private void notifyListener(
      TrialListener listener, TrialCell trial, Throwable failure, List<Exception> refusals) {
    synchronized (listener) {
      try {
        listener.failed(trial, failure);
      } catch (Exception e) {
        refusals.add(e);
        cancel();
      }
    }
  }

  /** One a trial: it gets totals, and the pool adds their increase. */
  private final class PooledTrialHook implements TrialHook {
    private long counted;

    @Override
    public boolean isCancelled() {
      return cancelled;
    }

    @Override
    public void onProgress(double virtualS, long delivered) {
      counted(delivered);
    }

    void counted(long delivered) {
      messages.add(delivered - counted);
      counted = delivered;
    }
  }
}

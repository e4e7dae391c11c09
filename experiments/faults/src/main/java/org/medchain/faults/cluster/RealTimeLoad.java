package org.medchain.faults.cluster;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.medchain.cluster.local.ClusterLedgerClient;
import org.medchain.consensus.Output;
import org.medchain.faults.run.Interpreter;
import org.medchain.simulation.load.LoadScript;

/** The clients of a cluster, on one thread and the machine's clock. */
final class RealTimeLoad implements AutoCloseable {
  private final Interpreter script;
  private final ClusterLedgerClient client;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("clients").factory());
  private final CompletableFuture<Void> finished = new CompletableFuture<>();
  private final CompletableFuture<Long> begun = new CompletableFuture<>();
  private final long originNs = System.nanoTime();
  private ScheduledFuture<?> wake;

  RealTimeLoad(Interpreter script, ClusterLedgerClient client) {
    this.script = script;
    this.client = client;
    thread.execute(this::step);
  }

  private long nowNs() {
    return System.nanoTime() - originNs;
  }

  private void step() {
    if (finished.isDone()) {
      return;
    }
    try {
      LoadScript.LoadStep step = script.step(nowNs());
      script.beginNs().ifPresent(each -> begun.complete(originNs + each));
      step.submissions().forEach(this::submit);
      if (step.finished()) {
        finished.complete(null);
      } else {
        step.wakeNs().ifPresent(this::wakeAt);
      }
    } catch (RuntimeException e) {
      finished.completeExceptionally(e);
      begun.completeExceptionally(e);
    }
  }

  private void wakeAt(long atNs) {
    if (wake != null) {
      wake.cancel(false);
    }
    wake = thread.schedule(this::step, Math.max(0, atNs - nowNs()), TimeUnit.NANOSECONDS);
  }

  private void submit(LoadScript.Submission each) {
    CompletableFuture<Output.Accepted> answer =
        each.read() ? client.read(each.transaction()) : client.submit(each.transaction());
    var unused =
        answer.thenAcceptAsync(
            accepted -> {
              script.accepted(each.client(), accepted, nowNs());
              step();
            },
            thread);
  }

  /**
   * Completes when what the workload does first is over, with the time at which the load began, by
   * the monotonic clock.
   */
  CompletableFuture<Long> begun() {
    return begun;
  }

  /** Completes when the script has finished, or exceptionally with what went wrong in it. */
  CompletableFuture<Void> finished() {
    return finished;
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}

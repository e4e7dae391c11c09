package org.medchain.harness.cluster;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.medchain.cluster.local.ClusterLedgerClient;
import org.medchain.consensus.Output;
import org.medchain.simulation.load.LoadScript;

/** Plays a script against a cluster, on one thread and the machine's clock. */
final class RealTimeLoad implements AutoCloseable {
  private final LoadScript script;
  private final ClusterLedgerClient client;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("clients").factory());
  private final CompletableFuture<Void> finished = new CompletableFuture<>();
  private final long originNs;
  private ScheduledFuture<?> wake;

  /**
   * Begins.
   *
   * @param originNs what is 0 of the script, by the monotonic clock
   */
  RealTimeLoad(LoadScript script, ClusterLedgerClient client, long originNs) {
    this.script = script;
    this.client = client;
    this.originNs = originNs;
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
      step.submissions().forEach(this::submit);
      if (step.finished()) {
        finished.complete(null);
      } else {
        step.wakeNs().ifPresent(this::wakeAt);
      }
    } catch (RuntimeException e) {
      finished.completeExceptionally(e);
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

  /** Completes when the script has finished, or exceptionally with what went wrong in it. */
  CompletableFuture<Void> finished() {
    return finished;
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}

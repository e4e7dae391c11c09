package org.medchain.baseline.chain;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.medchain.consensus.Certificate;
import org.medchain.consensus.Output;
import org.medchain.data.Block;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.simulation.load.LoadScript;
import org.medchain.simulation.observe.SimulationObserver;

/**
 * Drives a simulated network as far as calls need: while none waits, virtual time stands still. A
 * call returns when its request has k confirmations.
 */
final class PowHost implements LoadScript, SimulationObserver, AutoCloseable {
  private static final long SECOND_NS = 1_000_000_000;

  /** Twenty times as long as confirmations usually take. */
  private static final long LONGEST_WAIT_NS = 200L * PowNetwork.CONFIRMATIONS * SECOND_NS;

  private final BlockingQueue<Transaction> submitted = new LinkedBlockingQueue<>();
  private final Map<RequestId, CompletableFuture<Receipt>> pending = new ConcurrentHashMap<>();
  private final Map<Long, Block> blocks = new ConcurrentSkipListMap<>();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("pow").factory());
  private long progressNs;
  private volatile boolean closing;
  private volatile long nowNs;
  private volatile long cpuNs;

  /** Starts the network. */
  PowHost(PowNetwork network) {
    thread.execute(
        () -> {
          try {
            network.run(this);
          } finally {
            closing = true;
            fail("the simulation has ended");
          }
        });
  }

  private void fail(String why) {
    boolean unused =
        pending.values().removeIf(each -> each.completeExceptionally(new IOException(why)));
  }

  /** Has a request ordered, and waits until it has its confirmations. */
  Receipt order(Transaction request) throws IOException, InterruptedException {
    CompletableFuture<Receipt> answer = new CompletableFuture<>();
    pending.put(request.request(), answer);
    submitted.add(request);
    if (closing) {
      fail("the simulation has ended");
    }
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw new IOException(e.getCause().getMessage(), e);
    }
  }

  @Override
  public LoadStep step(long atNs) {
    nowNs = atNs;
    cpuNs = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    List<Transaction> next = new ArrayList<>();
    try {
      // With a request on its way the clock runs on; without one it waits for the next call.
      if (pending.isEmpty() && !closing) {
        next.add(submitted.take());
      }
    } catch (InterruptedException e) {
      closing = true; // only the end interrupts
    }
    if (submitted.drainTo(next) + next.size() > 0) {
      progressNs = atNs;
    } else if (atNs - progressNs > LONGEST_WAIT_NS) {
      fail("no miner takes it");
    }
    return new LoadStep(
        next.stream().map(each -> new Submission(0, each, false)).toList(),
        OptionalLong.of(atNs + SECOND_NS),
        closing);
  }

  @Override
  public void accepted(int client, Output.Accepted accepted, long atNs) {
    nowNs = atNs;
    progressNs = atNs;
    CompletableFuture<Receipt> answer = pending.remove(accepted.request());
    if (answer != null) {
      answer.complete(accepted.receipt());
    }
  }

  @Override
  public void committed(int node, long atNs, Block block, Certificate certificate) {
    if (node == 0) {
      blocks.put(block.height(), block);
    }
  }

  /** How far the simulation is, on its own clock. */
  long nowNs() {
    return nowNs;
  }

  /** The confirmed blocks of a node, from height 1 on. */
  List<Block> blocks() {
    return List.copyOf(blocks.values());
  }

  /** Of the thread that simulates all nodes, in ms. */
  double cpuMs() {
    return cpuNs / 1e6;
  }

  @Override
  public void close() {
    closing = true;
    List<Runnable> unused = thread.shutdownNow();
    thread.close();
  }
}

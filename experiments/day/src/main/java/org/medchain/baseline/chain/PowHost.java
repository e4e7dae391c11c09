package org.medchain.baseline.chain;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.medchain.consensus.Certificate;
import org.medchain.consensus.Output;
import org.medchain.data.Block;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.simulation.fault.ByzantineAssignment;
import org.medchain.simulation.load.Load;
import org.medchain.simulation.load.LoadScript;
import org.medchain.simulation.observe.SimulationObserver;

/**
 * Drives a simulated network as far as calls need: while none waits, virtual time stands still. A
 * call returns when its request has k confirmations.
 */
final class PowHost implements LoadScript, SimulationObserver, AutoCloseable {
  private static final long FOREVER_NS = Long.MAX_VALUE / 2;

  /** Twenty times as long as confirmations usually take. */
  private static final long LONGEST_WAIT_NS =
      ((long) (20 * PowNetwork.CONFIRMATIONS * PowNetwork.INTERVAL_S)) * PowNetwork.NS_PER_S;

  private final BlockingQueue<Transaction> submitted = new LinkedBlockingQueue<>();
  private final Map<RequestId, CompletableFuture<Output.Accepted>> pending =
      new ConcurrentHashMap<>();
  private final TreeMap<Long, Block> blocks = new TreeMap<>();
  private final Thread thread;
  private long progressNs;
  private volatile boolean closing;
  private volatile long nowNs;

  /** Starts the network. */
  PowHost(PowNetwork network, long seed) {
    thread =
        Thread.ofPlatform()
            .daemon()
            .name("pow")
            .start(
                () -> {
                  try {
                    simulate(network, seed);
                  } finally {
                    closing = true;
                    fail("the simulation has ended");
                  }
                });
  }

  private void simulate(PowNetwork network, long seed) {
    Load load = new Load.Interactive(1, this);
    double share = 1.0 / PowNetwork.NODES;
    var unused = network.run(seed, share, ByzantineAssignment.NONE, load, this).run(FOREVER_NS);
  }

  private void fail(String why) {
    for (CompletableFuture<Output.Accepted> each : List.copyOf(pending.values())) {
      each.completeExceptionally(new IOException(why));
    }
    pending.clear();
  }

  /** Has a request ordered, and waits until it has its confirmations. */
  Output.Accepted order(Transaction request) throws IOException, InterruptedException {
    CompletableFuture<Output.Accepted> answer = new CompletableFuture<>();
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
    List<Submission> now = new ArrayList<>();
    try {
      // With a request on its way the clock runs on; without one it waits for the next call.
      Transaction next = pending.isEmpty() && !closing ? submitted.take() : submitted.poll();
      for (; next != null && !closing; next = submitted.poll()) {
        now.add(new Submission(0, next, false));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!now.isEmpty()) {
      progressNs = atNs;
    } else if (atNs - progressNs > LONGEST_WAIT_NS) {
      fail("no miner takes it");
    }
    boolean over = closing || Thread.currentThread().isInterrupted();
    return new LoadStep(now, OptionalLong.of(atNs + PowNetwork.NS_PER_S), over);
  }

  @Override
  public void accepted(int client, Output.Accepted accepted, long atNs) {
    nowNs = atNs;
    progressNs = atNs;
    CompletableFuture<Output.Accepted> answer = pending.remove(accepted.request());
    if (answer != null) {
      answer.complete(accepted);
    }
  }

  @Override
  public void committed(int node, long atNs, Block block, Certificate certificate) {
    if (node == 0) {
      synchronized (blocks) {
        blocks.put(block.height(), block);
      }
    }
  }

  /** How far the simulation is, on its own clock. */
  long nowNs() {
    return nowNs;
  }

  /** The confirmed blocks of a node, from height 1 on. */
  List<Block> blocks() {
    synchronized (blocks) {
      return List.copyOf(blocks.values());
    }
  }

  /** Of the thread that simulates all nodes, in ms. */
  double cpuMs() {
    return ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.threadId()) / 1e6;
  }

  @Override
  public void close() {
    closing = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

package org.medchain.claims.tracing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medchain.consensus.Certificate;
import org.medchain.consensus.ExecutionResult;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.RequestId;
import org.medchain.simulation.observe.SimulationObserver;

/**
 * Keeps the chain of every node of a trial without faults, when each node committed each block for
 * the first time, what blocks gave when they were executed, and when requests were intended.
 */
final class ChainRecorder implements SimulationObserver {
  /** In place of a time: the node never committed the block. */
  static final long NEVER = -1;

  private final List<List<Block>> chains = new ArrayList<>();
  private final List<Boolean> whole = new ArrayList<>();
  private final Map<Hash, long[]> commitsNs = new LinkedHashMap<>();
  private final Map<Hash, Certificate> certificates = new LinkedHashMap<>();
  private final Map<Hash, ExecutionResult> executions = new LinkedHashMap<>();
  private final Map<Hash, Integer> miners = new LinkedHashMap<>();
  private final Map<RequestId, Long> intendedNs = new LinkedHashMap<>();
  private long lastNs;

  ChainRecorder(int nodes) {
    for (int node = 0; node < nodes; node++) {
      chains.add(new ArrayList<>());
      whole.add(true);
    }
  }

  @Override
  public void submitted(int client, RequestId request, long intended, long atNs) {
    intendedNs.putIfAbsent(request, intended);
  }

  @Override
  public void committed(int node, long atNs, Block block, Certificate certificate) {
    chains.get(node).add(block);
    certificates.putIfAbsent(block.hash(), certificate);
    long[] times = commitsNs.computeIfAbsent(block.hash(), hash -> unknownTimes());
    times[node] = times[node] == NEVER ? atNs : times[node];
    lastNs = Math.max(lastNs, atNs);
  }

  private long[] unknownTimes() {
    long[] times = new long[chains.size()];
    Arrays.fill(times, NEVER);
    return times;
  }

  @Override
  public void reverted(int node, long atNs, long height) {
    List<Block> chain = chains.get(node);
    chain.subList((int) Math.min(height, chain.size()), chain.size()).clear();
  }

  @Override
  public void executed(int node, long atNs, ExecutionResult execution) {
    executions.putIfAbsent(execution.block(), execution);
  }

  @Override
  public void restored(int node, long atNs, long height, Hash block) {
    whole.set(node, false); // what lies under a snapshot is not known from this node
  }

  @Override
  public void mined(int node, long atNs, Header sealed) {
    miners.put(sealed.hash(), node);
  }

  /** The blocks of the first node that committed each of its blocks itself, from height 1 on. */
  List<Block> chain() {
    for (int node = 0; node < chains.size(); node++) {
      if (whole.get(node)) {
        return List.copyOf(chains.get(node));
      }
    }
    throw new IllegalStateException("no node has committed all of its chain itself");
  }

  /** When each node committed a block for the first time, in ns of virtual time, or NEVER. */
  long[] commitsNs(Hash block) {
    return commitsNs.getOrDefault(block, unknownTimes()).clone();
  }

  /** The first certificate with which a node committed a block. */
  Certificate certificate(Hash block) {
    return certificates.get(block);
  }

  /** What executing a block gave; nothing if no node has executed it. */
  Optional<ExecutionResult> execution(Hash block) {
    return Optional.ofNullable(executions.get(block));
  }

  /** The node that found a block; nothing if none searched for it. */
  Optional<Integer> miner(Hash block) {
    return Optional.ofNullable(miners.get(block));
  }

  /** When the load wanted a request, in ns of virtual time. */
  Optional<Long> intendedNs(RequestId request) {
    return Optional.ofNullable(intendedNs.get(request));
  }

  /** Virtual time of the last commit of all, in ns. */
  long lastNs() {
    return lastNs;
  }
}

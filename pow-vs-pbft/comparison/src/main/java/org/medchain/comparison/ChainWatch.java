package org.medchain.comparison;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.medchain.consensus.Certificate;
import org.medchain.consensus.Execution;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.simulation.SimulationObserver;

/**
 * Follows the chains of the nodes that are not faulty, to say at the end which is the longest,
 * which mined blocks are not on it, and whether clients were told what it says (CMP-8, CMP-9).
 */
final class ChainWatch implements SimulationObserver {
  private record Answer(long height, Receipt receipt) {}

  private final Map<Integer, List<Hash>> chains = new TreeMap<>();
  private final Map<Hash, Execution> executions = new LinkedHashMap<>();
  private final Map<RequestId, Answer> answers = new LinkedHashMap<>();
  private final Set<Hash> mined = new LinkedHashSet<>();

  ChainWatch(Iterable<Integer> honest) {
    honest.forEach(node -> chains.put(node, new ArrayList<>()));
  }

  @Override
  public void committed(int node, long atNs, Block block, Certificate certificate) {
    List<Hash> chain = chains.get(node);
    if (chain != null) {
      chain.add(block.hash());
    }
  }

  @Override
  public void reverted(int node, long atNs, long height) {
    List<Hash> chain = chains.get(node);
    if (chain != null) {
      chain.subList((int) height, chain.size()).clear();
    }
  }

  @Override
  public void executed(int node, long atNs, Execution execution) {
    executions.putIfAbsent(execution.block(), execution);
  }

  @Override
  public void mined(int node, long atNs, Header sealed) {
    mined.add(sealed.hash());
  }

  @Override
  public void accepted(
      int client, RequestId request, long height, Receipt receipt, long intendedNs, long atNs) {
    answers.put(request, new Answer(height, receipt));
  }

  /** Whether there is a node to follow. */
  boolean hasNodes() {
    return !chains.isEmpty();
  }

  /** The longest chain, of several the one of the node with the least index; from height 1. */
  List<Hash> longest() {
    List<Hash> longest = List.of();
    for (List<Hash> chain : chains.values()) {
      longest = chain.size() > longest.size() ? chain : longest;
    }
    return longest;
  }

  /** Number of blocks mined. */
  int blocksMined() {
    return mined.size();
  }

  /** How many of them are not on the longest chain. */
  int stale() {
    Set<Hash> stale = new LinkedHashSet<>(mined);
    longest().forEach(stale::remove);
    return stale.size();
  }

  /** Answers that clients accepted and that are not what the longest chain gives. */
  long falseAnswers() {
    Map<RequestId, Answer> said = new LinkedHashMap<>();
    for (Hash block : longest()) {
      Execution execution = executions.get(block);
      // The last blocks may be committed and not yet executed when the run ends.
      if (execution != null) {
        for (Receipt receipt : execution.receipts()) {
          said.putIfAbsent(receipt.request(), new Answer(execution.height(), receipt));
        }
      }
    }
    return answers.entrySet().stream()
        .filter(answer -> !answer.getValue().equals(said.get(answer.getKey())))
        .count();
  }
}

package org.medchain.comparison;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import org.medchain.comparison.metrics.LastQuarterBlocks;
import org.medchain.consensus.Certificate;
import org.medchain.consensus.ExecutionResult;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.simulation.observe.SimulationObserver;

/**
 * Follows the chains of the nodes that are not faulty, and determines at the end which is the
 * longest, which mined blocks are not on it, and whether clients' results agree with it (CMP-8,
 * CMP-9). A restarted node starts from zero; what lies under a snapshot that it was given is known
 * from the nodes that committed it.
 */
final class ChainObserver implements SimulationObserver {
  /** The last one of this number of parts of a chain is late. */
  private static final int LATE_PART = 4;

  private static final double MS_PER_S = 1000;

  private record ExecutedReply(long height, Receipt receipt) {}

  /** The end of a node's chain; at height 0 {@link Hash#ZERO} represents the genesis block. */
  private record ChainHead(long height, Hash block) {
    static final ChainHead GENESIS = new ChainHead(0, Hash.ZERO);
  }

  private final Map<Integer, ChainHead> heads = new TreeMap<>();

  /** The block under each block that a node followed has committed. */
  private final Map<Hash, Hash> parents = new LinkedHashMap<>();

  private final Map<Hash, Header> headers = new LinkedHashMap<>();
  private final Map<Hash, ExecutionResult> executions = new LinkedHashMap<>();
  private final Map<RequestId, ExecutedReply> answers = new LinkedHashMap<>();
  private final Map<Hash, Integer> miners = new LinkedHashMap<>();

  ChainObserver(Iterable<Integer> honest) {
    honest.forEach(node -> heads.put(node, ChainHead.GENESIS));
  }

  @Override
  public void committed(int node, long atNs, Block block, Certificate certificate) {
    ChainHead head = heads.get(node);
    if (head != null) {
      parents.putIfAbsent(block.hash(), head.block());
      headers.putIfAbsent(block.hash(), block.header());
      heads.put(node, new ChainHead(head.height() + 1, block.hash()));
    }
  }

  @Override
  public void reverted(int node, long atNs, long height) {
    ChainHead head = heads.get(node);
    while (head != null && head.height() > height) {
      head = new ChainHead(head.height() - 1, parents.getOrDefault(head.block(), Hash.ZERO));
      heads.put(node, head);
    }
  }

  @Override
  public void restarted(int node, long atNs) {
    heads.replace(node, ChainHead.GENESIS);
  }

  @Override
  public void restored(int node, long atNs, long height, Hash block) {
    heads.replace(node, height == 0 ? ChainHead.GENESIS : new ChainHead(height, block));
  }

  @Override
  public void executed(int node, long atNs, ExecutionResult execution) {
    if (heads.containsKey(node)) {
      executions.putIfAbsent(execution.block(), execution);
    }
  }

  @Override
  public void mined(int node, long atNs, Header sealed) {
    miners.put(sealed.hash(), node);
  }

  @Override
  public void accepted(
      int client, RequestId request, long height, Receipt receipt, long intendedNs, long atNs) {
    answers.put(request, new ExecutedReply(height, receipt));
  }

  /** Whether there is a node to follow. */
  boolean isObserving() {
    return !heads.isEmpty();
  }

  private ChainHead longestHead() {
    ChainHead longest = ChainHead.GENESIS;
    for (ChainHead head : heads.values()) {
      longest = head.height() > longest.height() ? head : longest;
    }
    return longest;
  }

  /** Height of the longest chain. */
  long height() {
    return longestHead().height();
  }

  /** The longest chain, of several the one of the node with the least index; from height 1. */
  List<Hash> longestChain() {
    Deque<Hash> blocks = new ArrayDeque<>();
    Hash block = longestHead().block();
    while (!block.equals(Hash.ZERO)) {
      blocks.addFirst(block);
      block = parents.getOrDefault(block, Hash.ZERO);
    }
    return List.copyOf(blocks);
  }

  /** Number of blocks mined. */
  int blocksMined() {
    return miners.size();
  }

  /** How many of them are not on the longest chain. */
  int staleBlocks() {
    Set<Hash> stale = new LinkedHashSet<>(miners.keySet());
    longestChain().forEach(stale::remove);
    return stale.size();
  }

  /** What its last quarter looks like; empty where it is too short. */
  Optional<LastQuarterBlocks> lastQuarter() {
    List<Header> chain =
        longestChain().stream().filter(headers::containsKey).map(headers::get).toList();
    int count = chain.size() / LATE_PART;
    if (count == 0) {
      return Optional.empty();
    }
    List<Header> late = chain.subList(chain.size() - count, chain.size());
    // As many intervals as blocks: the first one begins with the block before.
    Header before = chain.get(chain.size() - count - 1);
    double tookMs = late.getLast().timestampMs() - before.timestampMs();
    double work = late.stream().mapToDouble(each -> each.difficulty().work().doubleValue()).sum();
    return Optional.of(new LastQuarterBlocks(tookMs / count / MS_PER_S, work / count));
  }

  /** Which share of the longest chain's blocks these nodes found; empty where it has none. */
  OptionalDouble shareOf(Collection<Integer> nodes) {
    return longestChain().stream()
        .mapToDouble(block -> nodes.contains(miners.get(block)) ? 1 : 0)
        .average();
  }

  /** Results that clients accepted and that differ from the longest chain's. */
  long wrongAnswers() {
    Map<RequestId, ExecutedReply> said = new LinkedHashMap<>();
    for (Hash block : longestChain()) {
      ExecutionResult execution = executions.get(block);
      // The last blocks may be committed and not yet executed when the run ends.
      if (execution != null) {
        for (Receipt receipt : execution.receipts()) {
          said.putIfAbsent(receipt.request(), new ExecutedReply(execution.height(), receipt));
        }
      }
    }
    return answers.entrySet().stream()
        .filter(answer -> !answer.getValue().equals(said.get(answer.getKey())))
        .count();
  }
}

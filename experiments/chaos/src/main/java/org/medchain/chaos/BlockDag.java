package org.medchain.chaos;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medchain.consensus.Execution;
import org.medchain.consensus.pow.PowParameters;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.Transaction;

/**
 * All blocks that anybody has found, each judged and executed on its own branch: what is valid and
 * how much work stands behind it is settled here, apart from the replicas (SCH-4).
 */
final class BlockDag {
  /** A block whose branch is known down to the genesis block. */
  static final class Node {
    final Block block;
    final Optional<Node> parent;
    final BigInteger work;

    /** Why it or an ancestor must not be committed. */
    final Optional<String> fault;

    /** State after it; that of its parent where it is not valid. */
    final Ledger ledger;

    final Optional<Execution> execution;

    /** Height of the highest valid block that stands on it, or its own. */
    private long highest;

    private Node(
        Block block,
        Optional<Node> parent,
        BigInteger work,
        Optional<String> fault,
        Ledger ledger,
        Optional<Execution> execution) {
      this.block = block;
      this.parent = parent;
      this.work = work;
      this.fault = fault;
      this.ledger = ledger;
      this.execution = execution;
      this.highest = block.height();
    }

    long height() {
      return block.height();
    }

    /** The ancestor at a height, itself included. */
    Node at(long height) {
      Node node = this;
      while (node.height() > height) {
        node = node.parent.orElseThrow();
      }
      return node;
    }

    /** Whether this is {@code other} or stands on it. */
    boolean isOn(Node other) {
      return height() >= other.height() && at(other.height()) == other;
    }

    /** Blocks from this one on, on the branch where there are most. */
    long confirmations() {
      return highest - height() + 1;
    }
  }

  /** Later than any run lasts, in ms. */
  static final long FAR_MS = 100_000_000L;

  private final Setting setting;
  private final PowParameters parameters;
  private final Map<Hash, Node> nodes = new LinkedHashMap<>();
  private final Map<Hash, List<Block>> waiting = new LinkedHashMap<>();

  BlockDag(Setting setting, Ledger genesis) {
    this.setting = setting;
    this.parameters = setting.pow();
    Block block = setting.genesis();
    nodes.put(
        block.hash(),
        new Node(
            block, Optional.empty(), BigInteger.ZERO, Optional.empty(), genesis, Optional.empty()));
  }

  Optional<Node> find(Hash block) {
    return Optional.ofNullable(nodes.get(block));
  }

  Node genesis() {
    return nodes.values().iterator().next();
  }

  List<Node> all() {
    return List.copyOf(nodes.values());
  }

  /** Takes note of a block, whoever showed it, and of those that waited for it. */
  void learn(Block block) {
    Node parent = nodes.get(block.parent());
    if (nodes.containsKey(block.hash())) {
      return;
    }
    if (parent == null) {
      waiting.computeIfAbsent(block.parent(), key -> new ArrayList<>()).add(block);
      return;
    }
    Optional<String> fault = fault(block, parent);
    Ledger after = fault.isEmpty() ? parent.ledger.with(block) : parent.ledger;
    Optional<Execution> execution = fault.isEmpty() ? after.last() : Optional.empty();
    BigInteger work = parent.work.add(block.header().difficulty().work());
    Node node = new Node(block, Optional.of(parent), work, fault, after, execution);
    nodes.put(block.hash(), node);
    for (Node below = parent;
        fault.isEmpty() && below.highest < node.height() && below.parent.isPresent();
        below = below.parent.get()) {
      below.highest = node.height();
    }
    List<Block> children = waiting.remove(block.hash());
    if (children != null) {
      children.forEach(this::learn);
    }
  }

  /** The header whose roots a child of {@code parent} must carry stands for this execution. */
  Optional<Execution> reportedAfter(Node parent) {
    return parent.at(Math.max(0, parent.height() + 1 - setting.chain().window())).execution;
  }

  private Optional<String> fault(Block block, Node parent) {
    Header header = block.header();
    Header before = parent.block.header();
    if (parent.fault.isPresent()) {
      return Optional.of("stands on a block that is not valid");
    }
    if (block.height() != parent.height() + 1) {
      return Optional.of("has not its parent's height plus 1");
    }
    if (!header
        .difficulty()
        .equals(
            parameters
                .difficultyRule()
                .next(setting.chain(), before, height -> parent.at(height).block.header()))) {
      return Optional.of("has not the difficulty that its branch demands");
    }
    if (!header.difficulty().isMetBy(block.hash())) {
      return Optional.of("is not under its target");
    }
    if (header.timestampMs() < before.timestampMs()) {
      return Optional.of("is older than its parent");
    }
    if (header.timestampMs() > Setting.GENESIS_MS + FAR_MS) {
      return Optional.of("is ahead of every clock");
    }
    if (block.transactions().size() > parameters.batch().transactions()) {
      return Optional.of("holds too many requests");
    }
    return rootsFault(header, parent).or(() -> requestFault(block, parent));
  }

  private Optional<String> rootsFault(Header header, Node parent) {
    Header genesis = setting.genesis().header();
    Optional<Execution> reported = reportedAfter(parent);
    Hash state = reported.map(Execution::stateRoot).orElse(genesis.stateRoot());
    Hash receipts = reported.map(Execution::receiptsRoot).orElse(genesis.receiptsRoot());
    return state.equals(header.stateRoot()) && receipts.equals(header.receiptsRoot())
        ? Optional.empty()
        : Optional.of("does not carry the roots of the block W below it");
  }

  private Optional<String> requestFault(Block block, Node parent) {
    List<Transaction> seen = new ArrayList<>();
    for (Transaction each : block.transactions()) {
      boolean twice =
          parent.ledger.executed(each.request())
              || seen.stream().anyMatch(other -> other.request().equals(each.request()));
      if (twice) {
        return Optional.of("holds request " + each.request().brief() + " a second time");
      }
      if (!each.attestation().holds(setting.scheme(), setting.chain().chain())) {
        return Optional.of("holds a request that its sender did not sign");
      }
      seen.add(each);
    }
    return Optional.empty();
  }
}

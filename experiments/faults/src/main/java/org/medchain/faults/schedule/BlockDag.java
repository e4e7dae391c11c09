package org.medchain.faults.schedule;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.medchain.consensus.ExecutionResult;
import org.medchain.data.Block;
import org.medchain.data.Difficulty;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.Transaction;
import org.medchain.faults.oracle.RegisterStateMachine;

/**
 * All blocks that any miner has found, each checked and executed on its own branch: their validity
 * and work are computed here, independently of the replicas (SCH-4).
 */
final class BlockDag {
  /**
   * A block whose branch is known down to the genesis block.
   *
   * @param fault why it or an ancestor must not be committed
   * @param stateMachine state after it; that of its parent where it is not valid
   * @param highest height of its highest valid descendant, or its own
   */
  record DagNode(
      Block block,
      Optional<DagNode> parent,
      BigInteger work,
      Optional<String> fault,
      RegisterStateMachine stateMachine,
      Optional<ExecutionResult> execution,
      AtomicLong highest) {
    long height() {
      return block.height();
    }

    /** The ancestor at a height, itself included. */
    DagNode at(long height) {
      DagNode node = this;
      while (node.height() > height) {
        node = node.parent.orElseThrow();
      }
      return node;
    }

    /** Blocks from this one on, on the branch where there are most. */
    long confirmations() {
      return highest.get() - height() + 1;
    }
  }

  /** Later than any run lasts, in ms. */
  static final long FUTURE_LIMIT_MS = 100_000_000L;

  private final ScheduleSetup setting;
  private final Map<Hash, DagNode> nodes = new LinkedHashMap<>();
  private final Map<Hash, List<Block>> waiting = new LinkedHashMap<>();

  BlockDag(ScheduleSetup setting, RegisterStateMachine genesis) {
    this.setting = setting;
    Block block = setting.genesis();
    nodes.put(
        block.hash(),
        new DagNode(
            block,
            Optional.empty(),
            BigInteger.ZERO,
            Optional.empty(),
            genesis,
            Optional.empty(),
            new AtomicLong()));
  }

  Optional<DagNode> find(Hash block) {
    return Optional.ofNullable(nodes.get(block));
  }

  DagNode genesis() {
    return nodes.values().iterator().next();
  }

  List<DagNode> all() {
    return List.copyOf(nodes.values());
  }

  /** Records a block, from any source, and those that waited for it. */
  void add(Block block) {
    DagNode parent = nodes.get(block.parent());
    if (nodes.containsKey(block.hash())) {
      return;
    }
    if (parent == null) {
      waiting.computeIfAbsent(block.parent(), key -> new ArrayList<>()).add(block);
      return;
    }
    Optional<String> fault = fault(block, parent);
    RegisterStateMachine after =
        fault.isEmpty() ? parent.stateMachine.afterBlock(block) : parent.stateMachine;
    Optional<ExecutionResult> execution = fault.isEmpty() ? after.last() : Optional.empty();
    BigInteger work = parent.work.add(block.header().difficulty().work());
    AtomicLong highest = new AtomicLong(block.height());
    DagNode node = new DagNode(block, Optional.of(parent), work, fault, after, execution, highest);
    nodes.put(block.hash(), node);
    for (DagNode below = parent;
        fault.isEmpty() && below.highest.get() < node.height() && below.parent.isPresent();
        below = below.parent.get()) {
      below.highest.set(node.height());
    }
    List<Block> children = waiting.remove(block.hash());
    if (children != null) {
      children.forEach(this::add);
    }
  }

  /** A child of {@code parent} must carry the roots of this execution. */
  ExecutionResult reportedBy(DagNode parent) {
    Header genesis = setting.genesis().header();
    return parent
        .at(Math.max(0, parent.height() + 1 - setting.chain.window()))
        .execution
        .orElseGet(
            () ->
                new ExecutionResult(
                    0,
                    setting.genesis().hash(),
                    genesis.stateRoot(),
                    genesis.receiptsRoot(),
                    List.of()));
  }

  /** The difficulty that a child of {@code parent} must have. */
  Difficulty dueAfter(DagNode parent) {
    return setting
        .pow()
        .difficultyRule()
        .next(setting.chain, parent.block.header(), height -> parent.at(height).block.header());
  }

  private Optional<String> fault(Block block, DagNode parent) {
    Header header = block.header();
    Header before = parent.block.header();
    if (parent.fault.isPresent()) {
      return Optional.of("extends a block that is not valid");
    }
    if (block.height() != parent.height() + 1) {
      return Optional.of("has not its parent's height plus 1");
    }
    if (!header.difficulty().equals(dueAfter(parent))) {
      return Optional.of("has not the difficulty that its branch demands");
    }
    if (!header.difficulty().isMetBy(block.hash())) {
      return Optional.of("is not under its target");
    }
    if (header.timestampMs() < before.timestampMs()) {
      return Optional.of("is older than its parent");
    }
    if (header.timestampMs() > ScheduleSetup.GENESIS_MS + FUTURE_LIMIT_MS) {
      return Optional.of("is ahead of every clock");
    }
    if (block.transactions().size() > setting.pow().batch().transactions()) {
      return Optional.of("holds too many requests");
    }
    return rootsFault(header, parent).or(() -> requestFault(block, parent));
  }

  private Optional<String> rootsFault(Header header, DagNode parent) {
    ExecutionResult reported = reportedBy(parent);
    return reported.stateRoot().equals(header.stateRoot())
            && reported.receiptsRoot().equals(header.receiptsRoot())
        ? Optional.empty()
        : Optional.of("does not carry the roots of the block W below it");
  }

  private Optional<String> requestFault(Block block, DagNode parent) {
    List<Transaction> seen = new ArrayList<>();
    for (Transaction each : block.transactions()) {
      boolean twice =
          parent.stateMachine.executed(each.request())
              || seen.stream().anyMatch(other -> other.request().equals(each.request()));
      if (twice) {
        return Optional.of("holds request " + each.request().brief() + " a second time");
      }
      if (!each.attestation().holds(setting.scheme, setting.chain.chain())) {
        return Optional.of("holds a request that its sender did not sign");
      }
      seen.add(each);
    }
    return Optional.empty();
  }
}

package org.medchain.consensus.pow;

import java.math.BigInteger;
import java.util.Optional;
import org.medchain.consensus.ExecutionResult;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.PublicKey;

/** A block in a {@link BlockTree}, with this node's data about it. */
final class BlockNode {
  private final Block block;
  private final BlockNode parent;
  private final BigInteger work;
  private final PublicKey receivedFrom;

  // Facts that become known later; all stay true, no matter which branch is the best.
  private Optional<ExecutionResult> execution = Optional.empty();
  private Optional<Bytes> encodedHeader = Optional.empty();
  private boolean invalid;
  private boolean replied;

  /** Children in the tree: a node without any may be removed. */
  private int children;

  /** Without a parent it is the genesis block's node, which is its own. */
  private BlockNode(Block block, BlockNode parent, BigInteger work, PublicKey source) {
    this.block = block;
    this.parent = parent == null ? this : parent;
    this.work = work;
    this.receivedFrom = source;
  }

  /** The root of a tree: executed already, and without work, since no branch forks before it. */
  static BlockNode ofGenesis(Block genesis, ExecutionResult execution, PublicKey self) {
    BlockNode root = new BlockNode(genesis, null, BigInteger.ZERO, self);
    root.execution = Optional.of(execution);
    root.replied = true;
    return root;
  }

  /**
   * A child.
   *
   * @param source the sender of the block, which gets a rejection if it is invalid
   */
  BlockNode child(Block child, PublicKey source) {
    BigInteger total = workWith(child.header());
    return new BlockNode(child, this, total, source);
  }

  /** The work of a branch that ends with this child. */
  BigInteger workWith(Header child) {
    return work.add(child.difficulty().work());
  }

  Block block() {
    return block;
  }

  Hash hash() {
    return block.hash();
  }

  long height() {
    return block.height();
  }

  BlockNode parent() {
    return parent;
  }

  /** Expected hashes that all blocks above the genesis block up to this one took. */
  BigInteger work() {
    return work;
  }

  PublicKey receivedFrom() {
    return receivedFrom;
  }

  /**
   * The result of executing the block: depends on it and its ancestors alone, so it stays valid.
   */
  Optional<ExecutionResult> execution() {
    return execution;
  }

  /** Whether executing the block registered this key, as far as that is known. */
  boolean registers(PublicKey key) {
    return execution.map(result -> result.registered().contains(key)).orElse(false);
  }

  void onExecuted(ExecutionResult result) {
    execution = Optional.of(result);
  }

  /** Whether the block, or an ancestor, has roots that differ from execution. */
  boolean isInvalid() {
    return invalid;
  }

  void invalidate() {
    invalid = true;
  }

  /** Whether the clients of this block's transactions have got their replies. */
  boolean isReplied() {
    return replied;
  }

  void markReplied() {
    replied = true;
  }

  /** The ancestor at {@code height}, or this node itself; the genesis block for all under 0. */
  BlockNode ancestor(long height) {
    BlockNode node = this;
    while (node.height() > Math.max(0, height)) {
      node = node.parent;
    }
    return node;
  }

  /** The header of the ancestor at {@code height}. */
  Header headerAt(long height) {
    return ancestor(height).block().header();
  }

  boolean hasChildren() {
    return children > 0;
  }

  void childAdded() {
    children++;
  }

  void childPruned() {
    children--;
  }

  /** The header's 172 bytes, which every reply about blocks below repeats. */
  Bytes encodedHeader() {
    if (encodedHeader.isEmpty()) {
      encodedHeader = Optional.of(block.header().encoded());
    }
    return encodedHeader.get();
  }
}

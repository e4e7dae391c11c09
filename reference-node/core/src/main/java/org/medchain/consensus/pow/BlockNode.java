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
  final Block block;

  /** The genesis block's node is its own parent. */
  final BlockNode parent;

  /** Expected hashes that all blocks above the genesis block up to this one took. */
  final BigInteger work;

  /** The node that sent the block, and gets a rejection if it is invalid. */
  final PublicKey receivedFrom;

  // Facts that become known later; all stay true, no matter which branch is the best.

  /** The result of executing the block: depends only on it and its ancestors. */
  Optional<ExecutionResult> execution = Optional.empty();

  /** Whether the block, or an ancestor, has roots that differ from execution. */
  boolean isInvalid;

  /** Whether the clients of this block's transactions have got their replies. */
  boolean isReplied;

  /** Children in the tree: a node without any may be removed. */
  int children;

  private Bytes encodedHeader;

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
    root.isReplied = true;
    return root;
  }

  BlockNode child(Block child, PublicKey source) {
    return new BlockNode(child, this, workWith(child.header()), source);
  }

  /** The work of a branch that ends with this child. */
  BigInteger workWith(Header child) {
    return work.add(child.difficulty().work());
  }

  Hash hash() {
    return block.hash();
  }

  long height() {
    return block.height();
  }

  /** Whether executing the block registered this key, as far as that is known. */
  boolean registers(PublicKey key) {
    return execution.map(result -> result.registered().contains(key)).orElse(false);
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
    return ancestor(height).block.header();
  }

  /** The header's 172 bytes, which every reply about blocks below repeats. */
  Bytes encodedHeader() {
    if (encodedHeader == null) {
      encodedHeader = block.header().encoded();
    }
    return encodedHeader;
  }
}

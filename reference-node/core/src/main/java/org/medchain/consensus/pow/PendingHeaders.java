package org.medchain.consensus.pow;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.medchain.data.Hash;
import org.medchain.data.Header;

/**
 * Checked headers whose blocks are still to come, on top of a block that is in the tree (POW-28,
 * POW-30). They cost their miner the work that they claim.
 */
final class PendingHeaders {
  /** The highest of its blocks that is in the tree. */
  private BlockNode base;

  /** Above the base, lowest first. */
  private final Map<Hash, Header> missingBlocks = new LinkedHashMap<>();

  private final TreeMap<Long, Header> byHeight = new TreeMap<>();
  private BigInteger work;
  private Hash tip;

  PendingHeaders(BlockNode base) {
    restartAt(base);
  }

  private void restartAt(BlockNode node) {
    base = node;
    work = node.work();
    tip = node.hash();
  }

  BlockNode base() {
    return base;
  }

  /** Work of the whole branch. */
  BigInteger work() {
    return work;
  }

  /** Hash of the highest header. */
  Hash tip() {
    return tip;
  }

  int size() {
    return missingBlocks.size();
  }

  boolean contains(Hash block) {
    return missingBlocks.containsKey(block);
  }

  /** POW-30: the blocks to come, lowest first, up to this number. */
  List<Hash> lowest(int limit) {
    return missingBlocks.keySet().stream().limit(limit).toList();
  }

  /**
   * Adds a header if it is the valid child of the last one; otherwise returns the reason why not.
   */
  Optional<String> add(Header header, BlockTree tree, BlockValidity rules, long nowNs) {
    Hash hash = header.hash();
    Optional<BlockNode> known = tree.find(hash);
    if (missingBlocks.isEmpty() && known.isPresent()) {
      restartAt(known.get());
      return base.isInvalid() ? Optional.of("an ancestor is invalid") : Optional.empty();
    }
    if (missingBlocks.isEmpty()) {
      tree.find(header.previous()).ifPresent(this::restartAt);
    }
    if (!header.previous().equals(tip)) {
      return Optional.of("it is not the child of the one before");
    }
    if (base.isInvalid()) {
      return Optional.of("an ancestor is invalid");
    }
    Optional<String> fault =
        rules
            .contextFreeFault(header, hash, nowNs)
            .or(() -> rules.contextualFault(header, last(), this::at));
    if (fault.isEmpty()) {
      missingBlocks.put(hash, header);
      byHeight.put(header.height(), header);
      work = work.add(header.difficulty().work());
      tip = hash;
    }
    return fault;
  }

  private Header last() {
    return byHeight.isEmpty() ? base.block().header() : byHeight.lastEntry().getValue();
  }

  private Header at(long height) {
    return height > base.height() ? byHeight.get(height) : base.headerAt(height);
  }

  /** The block of its lowest header is in the tree now. */
  void onConnected(BlockNode node) {
    missingBlocks.remove(node.hash());
    byHeight.remove(node.height());
    base = node;
  }

  /** POW-29: exponentially spaced hashes of a branch, highest first, the genesis block's last. */
  static List<Hash> locator(BlockNode head) {
    List<Hash> hashes = new ArrayList<>();
    long step = 1;
    BlockNode node = head;
    while (node.height() > 0) {
      hashes.add(node.hash());
      step = hashes.size() < 10 ? 1 : 2 * step;
      node = node.ancestor(node.height() - step);
    }
    hashes.add(node.hash());
    return hashes;
  }
}

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
 *
 * <p>A branch that is too long to be kept is counted first: of its headers only their work stays,
 * and the hashes of some. If its work is enough it is fetched again, and must be the same.
 */
final class PendingHeaders {
  /** Hashes of a counted branch that are kept: its sender can show another up to the next one. */
  private static final int MAX_MARKS = 1024;

  /** The highest of its blocks that is in the tree. */
  private BlockNode base;

  /** Above the base, lowest first. */
  private final Map<Hash, Header> missingBlocks = new LinkedHashMap<>();

  private final TreeMap<Long, Header> byHeight = new TreeMap<>();

  /** Of a branch that is or was counted: the hashes at the multiples of {@link #markDistance}. */
  private final TreeMap<Long, Hash> marks = new TreeMap<>();

  private long markDistance = Headers.MAX_HEADERS;
  private boolean isCounting;
  private BigInteger work;
  private Hash tip;

  PendingHeaders(BlockNode base) {
    restartAt(base);
  }

  private void restartAt(BlockNode node) {
    base = node;
    work = node.work;
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

  /** Whether only the work of the headers is kept. */
  boolean isCounting() {
    return isCounting;
  }

  /** POW-30: from now on keeps no headers but those by which the next one is checked. */
  void count(BlockValidity rules) {
    isCounting = true;
    missingBlocks.forEach((hash, header) -> mark(header.height(), hash));
    forgetCounted(rules);
  }

  /** The branch that was counted comes again, from its base on, and is kept. */
  void fetchAgain() {
    isCounting = false;
    missingBlocks.clear();
    byHeight.clear();
    restartAt(base);
  }

  private void mark(long height, Hash hash) {
    if (height % markDistance == 0) {
      marks.put(height, hash);
    }
    if (marks.size() > MAX_MARKS) {
      markDistance *= 2;
      marks.keySet().removeIf(each -> each % markDistance != 0);
    }
  }

  private void forgetCounted(BlockValidity rules) {
    missingBlocks.keySet().removeIf(hash -> !hash.equals(tip));
    long last = last().height();
    byHeight.keySet().removeIf(height -> height < last && !rules.looksBackAt(height, last));
  }

  private boolean isAnother(long height, Hash hash) {
    return !isCounting && !hash.equals(marks.getOrDefault(height, hash));
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
  Optional<String> add(Header header, PowState state) {
    BlockValidity rules = state.rules;
    Hash hash = header.hash();
    Optional<BlockNode> known = state.tree.find(hash);
    if (missingBlocks.isEmpty() && known.isPresent()) {
      restartAt(known.get());
      return base.isInvalid ? Optional.of("an ancestor is invalid") : Optional.empty();
    }
    if (missingBlocks.isEmpty()) {
      state.tree.find(header.previous()).ifPresent(this::restartAt);
    }
    if (!header.previous().equals(tip)) {
      return Optional.of("it is not the child of the one before");
    }
    if (base.isInvalid) {
      return Optional.of("an ancestor is invalid");
    }
    Optional<String> fault =
        rules
            .contextFreeFault(header, hash, state.nowNs)
            .or(() -> rules.contextualFault(header, last(), this::at));
    if (fault.isEmpty() && isAnother(header.height(), hash)) {
      return Optional.of("it is another than when the branch was counted");
    }
    if (fault.isEmpty()) {
      missingBlocks.put(hash, header);
      byHeight.put(header.height(), header);
      work = work.add(header.difficulty().work());
      tip = hash;
      if (isCounting) {
        mark(header.height(), hash);
        forgetCounted(rules);
      }
    }
    return fault;
  }

  private Header last() {
    return byHeight.isEmpty() ? base.block.header() : byHeight.lastEntry().getValue();
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

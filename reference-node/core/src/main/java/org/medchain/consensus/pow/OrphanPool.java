package org.medchain.consensus.pow;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/**
 * Blocks whose parent has not come yet (POW-13). Each sender has a separate share, so that no
 * sender can evict the blocks of others. In a full share the highest block is evicted: the lowest
 * are the next to be connected, and the others can be requested again.
 */
final class OrphanPool {
  /** The number of orphans of one sender that are kept. */
  static final int MAX_PER_SENDER = 128;

  /** A block and from whom it came. */
  record OrphanBlock(Block block, PublicKey sender) {
    Hash hash() {
      return block.hash();
    }
  }

  private static final Comparator<OrphanBlock> LOWEST_FIRST =
      Comparator.comparingLong((OrphanBlock orphan) -> orphan.block().height())
          .thenComparing(OrphanBlock::hash);

  // Three views of the same orphans: to recognise one, to connect the children of a block, and to
  // bound a sender's share.
  private final Map<Hash, OrphanBlock> byHash = new LinkedHashMap<>();
  private final Map<Hash, TreeSet<OrphanBlock>> byParent = new LinkedHashMap<>();
  private final Map<PublicKey, TreeSet<OrphanBlock>> bySender = new LinkedHashMap<>();

  int size() {
    return byHash.size();
  }

  boolean contains(Hash block) {
    return byHash.containsKey(block);
  }

  /** Keeps a block that is not in here yet, unless the share is full of lower ones. */
  void add(OrphanBlock orphan) {
    byHash.put(orphan.hash(), orphan);
    put(byParent, orphan.block().parent(), orphan);
    TreeSet<OrphanBlock> share = put(bySender, orphan.sender(), orphan);
    if (share.size() > MAX_PER_SENDER) {
      remove(share.last());
    }
  }

  private static <K> TreeSet<OrphanBlock> put(
      Map<K, TreeSet<OrphanBlock>> index, K key, OrphanBlock orphan) {
    TreeSet<OrphanBlock> orphans = index.computeIfAbsent(key, each -> new TreeSet<>(LOWEST_FIRST));
    orphans.add(orphan);
    return orphans;
  }

  private void remove(OrphanBlock orphan) {
    byHash.remove(orphan.hash());
    removeFrom(byParent, orphan.block().parent(), orphan);
    removeFrom(bySender, orphan.sender(), orphan);
  }

  private static <K> void removeFrom(
      Map<K, TreeSet<OrphanBlock>> index, K key, OrphanBlock orphan) {
    TreeSet<OrphanBlock> orphans = index.get(key);
    orphans.remove(orphan);
    if (orphans.isEmpty()) {
      index.remove(key);
    }
  }

  /** Takes out the children of a block. */
  List<OrphanBlock> takeChildren(Hash parent) {
    TreeSet<OrphanBlock> waiting = byParent.get(parent);
    List<OrphanBlock> children = waiting == null ? List.of() : List.copyOf(waiting);
    children.forEach(this::remove);
    return children;
  }

  /** Discards all descendants of an invalid block. */
  void dropDescendants(Hash block) {
    List<OrphanBlock> dropped = new ArrayList<>(takeChildren(block));
    for (int i = 0; i < dropped.size(); i++) {
      dropped.addAll(takeChildren(dropped.get(i).hash()));
    }
  }

  /** Discards what this node sent. */
  void dropFrom(PublicKey sender) {
    TreeSet<OrphanBlock> share = bySender.get(sender);
    if (share != null) {
      List.copyOf(share).forEach(this::remove);
    }
  }

  /** The nodes that sent some that are still here, and therefore have their ancestors. */
  List<PublicKey> senders() {
    return List.copyOf(bySender.keySet());
  }
}

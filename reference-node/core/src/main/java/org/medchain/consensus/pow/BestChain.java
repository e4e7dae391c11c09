package org.medchain.consensus.pow;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.medchain.data.Block;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;

/** The committed branch, from the genesis block to its tip, and which requests are in it. */
final class BestChain {
  /** By height. */
  private final List<BlockNode> nodes = new ArrayList<>();

  private final Map<RequestId, BlockNode> byRequest = new LinkedHashMap<>();

  BestChain(BlockNode genesis) {
    nodes.add(genesis);
  }

  BlockNode tip() {
    return nodes.get(nodes.size() - 1);
  }

  /** The block at a height between 0 and the tip's. */
  BlockNode at(long height) {
    return nodes.get((int) height);
  }

  boolean contains(BlockNode node) {
    return node.height() < nodes.size() && at(node.height()) == node;
  }

  /** The block that holds a request. */
  Optional<BlockNode> find(RequestId request) {
    return Optional.ofNullable(byRequest.get(request));
  }

  /** The blocks from the first that is not on this chain up to {@code head}, lowest first. */
  List<BlockNode> pathTo(BlockNode head) {
    List<BlockNode> path = new ArrayList<>();
    for (BlockNode node = head; !contains(node); node = node.parent()) {
      path.add(node);
    }
    Collections.reverse(path);
    return path;
  }

  /** Appends a child of the tip. */
  void append(BlockNode node) {
    nodes.add(node);
    for (Transaction transaction : node.block().transactions()) {
      byRequest.put(transaction.request(), node);
    }
  }

  /** Cuts off everything above {@code ancestor}; the blocks cut off, lowest first. */
  List<BlockNode> truncateAbove(BlockNode ancestor) {
    List<BlockNode> above = nodes.subList((int) ancestor.height() + 1, nodes.size());
    List<BlockNode> cut = List.copyOf(above);
    above.clear();
    for (BlockNode node : cut) {
      node.block().transactions().forEach(each -> byRequest.remove(each.request()));
    }
    return cut;
  }

  /**
   * A request that is twice in {@code block}, or in it and in {@code parent} or an ancestor
   * (POW-5): blocks of a side branch are scanned; below the fork the index has the requests.
   */
  Optional<RequestId> duplicateRequest(Block block, BlockNode parent) {
    Set<RequestId> requests = new LinkedHashSet<>();
    for (Transaction transaction : block.transactions()) {
      if (!requests.add(transaction.request())) {
        return Optional.of(transaction.request());
      }
    }
    BlockNode node = parent;
    for (; !contains(node); node = node.parent()) {
      for (Transaction transaction : node.block().transactions()) {
        if (requests.contains(transaction.request())) {
          return Optional.of(transaction.request());
        }
      }
    }
    long fork = node.height();
    return requests.stream()
        .filter(request -> find(request).map(holder -> holder.height() <= fork).orElse(false))
        .findFirst();
  }
}

package org.medchain.consensus.pow;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.OrderingRight;
import org.medchain.data.Block;
import org.medchain.data.PublicKey;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;

/**
 * The committed branch, from the genesis block to its tip, with its requests and registered keys.
 */
final class BestChain {
  /** By height. */
  private final List<BlockNode> nodes = new ArrayList<>();

  private final Map<RequestId, BlockNode> byRequest = new LinkedHashMap<>();
  private final OrderingRight right;

  /** Of each key that a block registered, that block, as far as executions are known. */
  private final Map<PublicKey, BlockNode> byRegistration = new LinkedHashMap<>();

  BestChain(BlockNode genesis, OrderingRight right) {
    nodes.add(genesis);
    this.right = right;
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
    for (BlockNode node = head; !contains(node); node = node.parent) {
      path.add(node);
    }
    Collections.reverse(path);
    return path;
  }

  /** Appends a child of the tip. */
  void append(BlockNode node) {
    nodes.add(node);
    for (Transaction transaction : node.block.transactions()) {
      byRequest.put(transaction.request(), node);
    }
    onExecuted(node);
  }

  /** The execution of a block may be known now. */
  void onExecuted(BlockNode node) {
    if (contains(node)) {
      registrations(node).forEach(key -> byRegistration.putIfAbsent(key, node));
    }
  }

  private static List<PublicKey> registrations(BlockNode node) {
    return node.execution.map(ExecutionResult::registered).orElse(List.of());
  }

  /** Cuts off everything above {@code ancestor}; the blocks cut off, lowest first. */
  List<BlockNode> truncateAbove(BlockNode ancestor) {
    List<BlockNode> above = nodes.subList((int) ancestor.height() + 1, nodes.size());
    List<BlockNode> cut = List.copyOf(above);
    above.clear();
    for (BlockNode node : cut) {
      node.block.transactions().forEach(each -> byRequest.remove(each.request()));
      registrations(node).forEach(key -> byRegistration.remove(key, node));
    }
    return cut;
  }

  /**
   * Whether a key is registered on the branch that ends with {@code tip}, as far as its executions
   * are known (CONS-14): blocks of a side branch are scanned, as for {@link #duplicateRequest}.
   */
  boolean isRegistered(PublicKey key, BlockNode tip) {
    if (right.isFromStart(key)) {
      return true;
    }
    BlockNode node = tip;
    while (!contains(node) && !node.registers(key)) {
      node = node.parent;
    }
    BlockNode holder = byRegistration.get(key);
    return !contains(node) || (holder != null && holder.height() <= node.height());
  }

  /** CONS-14: the fault of a block if one of its senders is not registered on that branch. */
  Optional<String> unregisteredSender(Block block, BlockNode tip) {
    return block.transactions().stream()
        .map(Transaction::request)
        .filter(request -> !isRegistered(request.sender(), tip))
        .findFirst()
        .map(request -> "the sender of " + request.brief() + " is not registered, or too recently");
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
    if (requests.isEmpty()) {
      return Optional.empty(); // long branches may be of empty blocks
    }
    BlockNode node = parent;
    for (; !contains(node); node = node.parent) {
      for (Transaction transaction : node.block.transactions()) {
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

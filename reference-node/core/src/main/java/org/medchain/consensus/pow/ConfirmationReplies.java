package org.medchain.consensus.pow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.Output;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.MerkleProver;
import org.medchain.data.PublicKey;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;

/**
 * Replies to clients once the block of their request is k deep and its receipts' root is in a
 * header above it (POW-20, POW-21), and again on repeated requests.
 */
final class ConfirmationReplies {
  /** Blocks whose Merkle trees are kept for further replies. */
  private static final int MAX_CACHED_TREES = 16;

  /** Repeated replies to one client in a period. */
  static final int MAX_REPEATS_PER_PERIOD = 32;

  /** All that the replies about one block share. */
  private record BlockProofs(
      BlockNode last, MerkleProver transactions, MerkleProver receipts, HeaderSegment headers) {}

  private final int provingHeaders;
  private final PowState state;

  /**
   * The blocks of the last replies. Trees are made once for each block, not for each reply; old
   * ones again on request.
   */
  private final Map<Hash, BlockProofs> cachedProofs = new LinkedHashMap<>();

  private final RateLimit repeats = new RateLimit(MAX_REPEATS_PER_PERIOD);

  ConfirmationReplies(PowState state) {
    this.state = state;
    this.provingHeaders = state.parameters.provingHeaders();
  }

  /** Height of the last block whose requests can get replies; 0 or less if there is none. */
  long confirmedHeight() {
    return state.chain.tip().height() - provingHeaders + 1;
  }

  /**
   * POW-20: the committed chain has grown: replies to all requests that are deep enough, once for
   * each block.
   */
  void update() {
    Deque<BlockNode> ready = new ArrayDeque<>();
    // Along a branch replies go in the order of blocks, so all below a replied block have theirs.
    for (long height = confirmedHeight();
        height > 0 && !state.chain.at(height).isReplied;
        height--) {
      ready.push(state.chain.at(height));
    }
    for (BlockNode node : ready) {
      node.isReplied = true;
      for (int i = 0; i < node.block.transactions().size(); i++) {
        reply(node, i);
      }
    }
  }

  /** A client repeats a request that is in {@code node}, a block of the best chain. */
  void onRepeatedRequest(RequestId request, BlockNode node) {
    boolean provable = node.isReplied && node.height() <= confirmedHeight();
    if (provable && repeats.tryAcquire(request.sender())) {
      List<Transaction> transactions = node.block.transactions();
      int index = 0;
      while (!transactions.get(index).request().equals(request)) {
        index++;
      }
      reply(node, index);
    }
  }

  /** A period is over. */
  void onTimer() {
    repeats.reset();
  }

  private void reply(BlockNode node, int index) {
    BlockProofs proofs = proofs(node);
    ExecutionResult execution = node.execution.orElseThrow();
    ConfirmedReply reply =
        new ConfirmedReply(
            proofs.transactions().proof(index),
            execution.receipts().get(index),
            proofs.receipts().proof(index),
            proofs.headers());
    PublicKey client = node.block.transactions().get(index).request().sender();
    state.outbox.add(new Output.Reply(client, reply, List.of()));
  }

  private BlockProofs proofs(BlockNode node) {
    BlockNode last = state.chain.at(node.height() + provingHeaders - 1);
    BlockProofs known = cachedProofs.get(node.hash());
    // After a reorganisation above the block other headers are on top of it.
    if (known == null || known.last() != last) {
      known =
          new BlockProofs(
              last,
              MerkleProver.over(node.block.transactions()),
              MerkleProver.over(node.execution.orElseThrow().receipts()),
              headers(node));
      cachedProofs.put(node.hash(), known);
      if (cachedProofs.size() > MAX_CACHED_TREES) {
        cachedProofs.remove(cachedProofs.keySet().iterator().next());
      }
    }
    return known;
  }

  /** Put together from encodings that each block has kept: the segments of neighbours overlap. */
  private HeaderSegment headers(BlockNode from) {
    List<Bytes> headers = new ArrayList<>();
    for (int i = 0; i < provingHeaders; i++) {
      headers.add(state.chain.at(from.height() + i).encodedHeader());
    }
    return new HeaderSegment(headers);
  }
}

package org.medchain.consensus.pow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.MerkleTree;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;
import org.medchain.network.Screening;

/**
 * Reconstructs compact blocks (POW-33, POW-34; decision 0081): first from waiting requests and from
 * competing blocks that this node holds, then from the sender. The Merkle root shows whether it is
 * right; if not, two transactions have one short id, and the whole block is requested.
 */
final class CompactRelay {
  /** The number of own blocks that are searched: those that a fork may share. */
  private static final int SEARCHED_OWN_BLOCKS = 4;

  private static final String OTHER_TRANSACTIONS = "other transactions than were asked for";

  /** Waiting requests examined for each missing one: the miner's pool was similar. */
  private static final int MAX_SEARCHED_TRANSACTIONS = 8;

  /** A block with some transactions still to come; those are empty. */
  private record PartialBlock(Header header, Hash hash, List<Optional<Transaction>> transactions) {
    List<Integer> gaps() {
      List<Integer> gaps = new ArrayList<>();
      for (int i = 0; i < transactions.size(); i++) {
        if (transactions.get(i).isEmpty()) {
          gaps.add(i);
        }
      }
      return gaps;
    }
  }

  private final PowState state;

  /** One for each sender, so that their number is bounded. */
  private final Map<PublicKey, PartialBlock> partials = new LinkedHashMap<>();

  CompactRelay(PowState state) {
    this.state = state;
  }

  /** The block, if it is complete now; missing transactions are requested. */
  Optional<Block> onCompactBlock(PublicKey sender, CompactBlock message, Hash hash) {
    PartialBlock partial = new PartialBlock(message.header(), hash, find(message, hash));
    List<Integer> gaps = partial.gaps();
    if (gaps.isEmpty()) {
      return completeBlock(sender, partial);
    }
    partials.put(sender, partial);
    state.outbox.send(sender, new GetBlockTransactions(hash, gaps));
    return Optional.empty();
  }

  private List<Optional<Transaction>> find(CompactBlock message, Hash hash) {
    List<Optional<Transaction>> found = new ArrayList<>();
    Map<ShortId, Integer> missing = new LinkedHashMap<>();
    for (ShortId id : message.ids()) {
      missing.put(id, found.size());
      found.add(Optional.empty());
    }
    BlockNode own = state.chain.tip();
    for (int i = 0; i < SEARCHED_OWN_BLOCKS && own.height() >= message.header().height(); i++) {
      fill(found, missing, hash, own.block.transactions());
      own = own.parent;
    }
    // Miners take the oldest first, so the missing ones are near the beginning.
    fill(found, missing, hash, state.pool.oldest(MAX_SEARCHED_TRANSACTIONS * missing.size()));
    return found;
  }

  private static void fill(
      List<Optional<Transaction>> found,
      Map<ShortId, Integer> missing,
      Hash hash,
      List<Transaction> from) {
    for (Transaction transaction : from) {
      if (missing.isEmpty()) {
        return;
      }
      Integer index = missing.remove(ShortId.of(hash, transaction));
      if (index != null) {
        found.set(index, Optional.of(transaction));
      }
    }
  }

  /** Whether these transactions were requested, and are as many as are missing (NET-7). */
  Screening screen(PublicKey sender, BlockTransactions message) {
    PartialBlock partial = partials.get(sender);
    if (partial == null || !partial.hash().equals(message.block())) {
      return new Screening.Unneeded();
    }
    return partial.gaps().size() == message.transactions().size()
        ? new Screening.Needed()
        : new Screening.Unsound(OTHER_TRANSACTIONS);
  }

  /** The rest of a block; empty if it does not fit, or was not requested. */
  Optional<Block> onBlockTransactions(PublicKey sender, BlockTransactions message) {
    PartialBlock partial = partials.get(sender);
    if (partial == null || !partial.hash().equals(message.block())) {
      return Optional.empty(); // a later block of the sender has taken its place
    }
    List<Integer> gaps = partial.gaps();
    if (gaps.size() != message.transactions().size()) {
      state.reject(sender, OTHER_TRANSACTIONS);
      return Optional.empty();
    }
    partials.remove(sender);
    for (int i = 0; i < gaps.size(); i++) {
      partial.transactions().set(gaps.get(i), Optional.of(message.transactions().get(i)));
    }
    return completeBlock(sender, partial);
  }

  private Optional<Block> completeBlock(PublicKey sender, PartialBlock partial) {
    List<Transaction> transactions =
        partial.transactions().stream().map(Optional::orElseThrow).toList();
    if (MerkleTree.rootOf(transactions).equals(partial.header().merkleRoot())) {
      return Optional.of(Block.of(partial.header(), transactions));
    }
    state.outbox.send(sender, new GetBlock(partial.hash()));
    return Optional.empty();
  }

  /** POW-34: a period is over: missing transactions are lost; the whole block is requested. */
  void onTimer() {
    partials.forEach((sender, partial) -> state.outbox.send(sender, new GetBlock(partial.hash())));
    partials.clear();
  }

  /** The number of blocks under reconstruction. */
  int size() {
    return partials.size();
  }
}

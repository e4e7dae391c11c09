package org.medchain.adversary;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.pow.BlockTransactions;
import org.medchain.consensus.pow.CompactBlock;
import org.medchain.consensus.pow.NewBlock;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.network.Message;

/** Blocks that a miner has found and keeps to itself, and all that would give them away. */
final class PrivateBranch {
  /** A block, and the withheld messages about it. */
  private record PrivateBlock(Hash hash, List<Output> withheldOutputs) {}

  private final TreeMap<Long, PrivateBlock> byHeight = new TreeMap<>();
  private final Map<Hash, Long> heights = new LinkedHashMap<>();
  private Optional<Header> searchedHeader = Optional.empty();

  /** The host has found something; the correct replica decides whether it is a block. */
  void watch(Input input) {
    if (input instanceof Input.NonceFound found) {
      searchedHeader = Optional.of(found.sealed());
    }
  }

  /** The header of the block that the correct replica has just found and is about to announce. */
  Optional<Header> found(Output output) {
    if (!(output instanceof Output.Sign sign)) {
      return Optional.empty();
    }
    Optional<Header> own = PublicChainView.block(sign.message()).filter(this::isCandidate);
    own.ifPresent(header -> searchedHeader = Optional.empty());
    return own;
  }

  private boolean isCandidate(Header header) {
    return searchedHeader.map(header::equals).orElse(false);
  }

  void add(Header header) {
    byHeight.put(header.height(), new PrivateBlock(header.hash(), new ArrayList<>()));
    heights.put(header.hash(), header.height());
  }

  boolean isEmpty() {
    return byHeight.isEmpty();
  }

  boolean contains(Hash block) {
    return heights.containsKey(block);
  }

  /** Withholds messages about a secret block until it is published. */
  void withhold(Hash block, Output output) {
    byHeight.get(heights.get(block)).withheldOutputs().add(output);
  }

  /** Sends the withheld messages about the blocks up to this height, lowest first. */
  void publish(long upTo, AdversaryContext stage) {
    Map<Long, PrivateBlock> published = byHeight.headMap(upTo, true);
    for (PrivateBlock secret : published.values()) {
      heights.remove(secret.hash());
      secret.withheldOutputs().forEach(stage::add);
    }
    published.clear();
  }

  /** Discards them: the branch has lost. */
  void abandon() {
    byHeight.clear();
    heights.clear();
  }

  /** The block that a message is about, which others could only have from this miner. */
  static Optional<Hash> blockOf(Message message) {
    return switch (message) {
      case NewBlock whole -> Optional.of(whole.block().hash());
      case CompactBlock compact -> Optional.of(compact.header().hash());
      case BlockTransactions part -> Optional.of(part.block());
      default -> Optional.empty();
    };
  }
}

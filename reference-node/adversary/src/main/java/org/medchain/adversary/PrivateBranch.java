package org.medchain.adversary;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.pow.BlockTransactions;
import org.medchain.consensus.pow.CompactBlock;
import org.medchain.consensus.pow.ConfirmedReply;
import org.medchain.consensus.pow.Headers;
import org.medchain.consensus.pow.NewBlock;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.network.Message;

/**
 * Blocks that a miner has found and keeps to itself, all that would give them away, and the public
 * chain's height, read from the headers in messages. Blocks are counted, not work: with retargeting
 * that is an approximation.
 */
final class PrivateBranch {
  /** A block, and the withheld messages about it. */
  private record PrivateBlock(Hash hash, List<Output> withheldOutputs) {}

  private final TreeMap<Long, PrivateBlock> byHeight = new TreeMap<>();
  private Optional<Header> searchedHeader = Optional.empty();
  private long publicHeight;

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
    Optional<Header> own = header(sign.message()).filter(this::isCandidate);
    own.ifPresent(header -> searchedHeader = Optional.empty());
    return own;
  }

  private boolean isCandidate(Header header) {
    return searchedHeader.map(header::equals).orElse(false);
  }

  /** Height of the highest block of the others, or published by this miner. */
  long publicHeight() {
    return publicHeight;
  }

  /**
   * Reads a message of another node.
   *
   * @return whether the public chain has grown
   */
  boolean observe(Message message) {
    long before = publicHeight;
    List<Header> headers =
        message instanceof Headers several ? several.headers() : header(message).stream().toList();
    for (Header header : headers) {
      // Without the check of its work every header would count.
      if (header.difficulty().isMetBy(header.hash())) {
        publicHeight = Math.max(publicHeight, header.height());
      }
    }
    return publicHeight > before;
  }

  void add(Header header) {
    byHeight.put(header.height(), new PrivateBlock(header.hash(), new ArrayList<>()));
  }

  boolean isEmpty() {
    return byHeight.isEmpty();
  }

  boolean contains(Hash block) {
    return find(block).isPresent();
  }

  private Optional<PrivateBlock> find(Hash block) {
    return byHeight.values().stream().filter(secret -> secret.hash().equals(block)).findFirst();
  }

  /**
   * Keeps an output until the block that its message is about is published.
   *
   * @return false, without effect, if that is not a secret block
   */
  boolean withhold(Message message, Output output) {
    Optional<PrivateBlock> secret = blockOf(message).flatMap(this::find);
    secret.ifPresent(block -> block.withheldOutputs().add(output));
    return secret.isPresent();
  }

  /** Sends the withheld messages about the blocks up to this height, lowest first. */
  void publish(long upTo, AdversaryContext stage) {
    Map<Long, PrivateBlock> published = byHeight.headMap(upTo, true);
    published.values().forEach(secret -> secret.withheldOutputs().forEach(stage::add));
    published.clear();
    publicHeight = Math.max(publicHeight, upTo);
  }

  /** Discards them: the branch has lost. */
  void abandon() {
    byHeight.clear();
  }

  /** The block that a message is about, which others could only have from this miner. */
  static Optional<Hash> blockOf(Message message) {
    return switch (message) {
      case BlockTransactions part -> Optional.of(part.block());
      case ConfirmedReply confirmed -> Optional.of(confirmed.headers().tip());
      default -> header(message).map(Header::hash);
    };
  }

  /** The header of the block that a message carries. */
  static Optional<Header> header(Message message) {
    return switch (message) {
      case NewBlock whole -> Optional.of(whole.block().header());
      case CompactBlock compact -> Optional.of(compact.header());
      default -> Optional.empty();
    };
  }
}

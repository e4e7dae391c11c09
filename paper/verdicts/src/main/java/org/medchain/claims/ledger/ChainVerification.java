package org.medchain.claims.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.MalformedInput;
import org.medchain.data.SignatureScheme;
import org.medchain.data.StoredBlock;

/**
 * Checks a stored chain against the hash of its head that was recorded elsewhere (paper §3.2.1:
 * traceable from the latest block; DATA-15).
 *
 * <p>The order of the checks makes the verdict exact. First each block by itself: form, Merkle
 * root, signatures. Then the links, from the recorded head down, so that a block is only compared
 * with the hash in an already proved block: the first mismatch is the altered block, not its
 * neighbour. Last, from the genesis block up, the rules between a block and its parent.
 */
public final class ChainVerification {
  private final SignatureScheme scheme;
  private final Hash genesis;

  /**
   * A check for one chain.
   *
   * @param genesis the hash of the genesis header, which is the chain's id and all that is trusted
   *     about the genesis block
   */
  public ChainVerification(SignatureScheme scheme, Hash genesis) {
    this.scheme = scheme;
    this.genesis = genesis;
  }

  /**
   * The fault of a stored chain.
   *
   * @param height of the block to blame, its place in the given order
   * @param reason in words
   */
  public record ChainFlaw(long height, String reason) {}

  /**
   * Checks {@link StoredBlock}s in the order of their heights, from the genesis block to the head.
   *
   * @param head the recorded hash of the last block
   * @return nothing if the chain is sound
   */
  public Optional<ChainFlaw> firstFlaw(Iterable<Bytes> storedBlocks, Hash head) {
    List<Header> headers = new ArrayList<>();
    for (Bytes stored : storedBlocks) {
      int height = headers.size();
      Block block;
      try {
        block = Decoder.decode(stored, StoredBlock::decode).block();
      } catch (MalformedInput e) {
        return flaw(height, e.getMessage());
      }
      Optional<ChainFlaw> unsigned = badSignature(block, height);
      if (unsigned.isPresent()) {
        return unsigned;
      }
      // The headers alone are kept: a chain on disk may be larger than memory.
      headers.add(block.header());
    }
    return firstFlawOfHeaders(headers, head);
  }

  /**
   * As {@link #firstFlaw}, for a light client: after this an {@link InclusionProof} against one of
   * them proves a transaction, although the blocks are elsewhere.
   */
  public Optional<ChainFlaw> firstFlawOfHeaders(List<Header> headers, Hash head) {
    return badLink(headers, head).or(() -> brokenRule(headers));
  }

  private Optional<ChainFlaw> badSignature(Block block, int height) {
    // The genesis block cannot be signed for the chain that its own hash names.
    if (height == 0) {
      return Optional.empty();
    }
    for (int i = 0; i < block.transactions().size(); i++) {
      if (!block.transactions().get(i).attestation().holds(scheme, genesis)) {
        return flaw(height, "transaction " + i + " is not signed by its sender for this chain");
      }
    }
    return Optional.empty();
  }

  private Optional<ChainFlaw> badLink(List<Header> headers, Hash head) {
    if (headers.isEmpty()) {
      return flaw(0, "there is no genesis block");
    }
    Hash expected = head;
    for (int height = headers.size() - 1; height >= 0; height--) {
      Hash found = headers.get(height).hash();
      if (!found.equals(expected)) {
        boolean last = height == headers.size() - 1;
        String by = last ? "recorded as the head is " : "its child names ";
        return flaw(height, "the hash is " + found + ", " + by + expected);
      }
      expected = headers.get(height).previous();
    }
    Hash first = headers.get(0).hash();
    return first.equals(genesis)
        ? Optional.empty()
        : flaw(0, "the genesis hash is " + first + ", the chain's " + genesis);
  }

  private static Optional<ChainFlaw> brokenRule(List<Header> headers) {
    for (int height = 0; height < headers.size(); height++) {
      Header header = headers.get(height);
      if (header.height() != height) {
        return flaw(height, "the header says height " + header.height());
      }
      if (height == 0) {
        continue;
      }
      if (header.timestampMs() < headers.get(height - 1).timestampMs()) {
        return flaw(height, "the timestamp is before the parent's");
      }
      if (!header.difficulty().isMetBy(header.hash())) {
        return flaw(height, "the hash is not under the target");
      }
    }
    return Optional.empty();
  }

  private static Optional<ChainFlaw> flaw(long height, String reason) {
    return Optional.of(new ChainFlaw(height, reason));
  }
}

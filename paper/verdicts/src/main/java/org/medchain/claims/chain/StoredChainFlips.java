package org.medchain.claims.chain;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.data.Bytes;
import org.medchain.data.ChainVerification;
import org.medchain.data.Ed25519;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.StoredBlock;
import org.medchain.node.crypto.CachingSignatureScheme;

/**
 * Flips bits of a chain as it lies in a file, before the eyes of a holder of the head's hash.
 *
 * @param blocks in the stored form, by height
 * @param check of the whole chain
 * @param head the recorded hash
 */
record StoredChainFlips(List<Bytes> blocks, ChainVerification check, Hash head) {
  /** Magic number and size stand in front of a stored block's header. */
  private static final int HEADER_AT = 8;

  private static final int BODY_AT = HEADER_AT + Header.SIZE;

  /** More signatures than any of these chains has. */
  private static final int REMEMBERED = 10_000;

  /**
   * The chain, which has no flaw yet.
   *
   * @throws IllegalStateException if it has
   */
  static StoredChainFlips of(MadeChain chain) {
    // A signature over unchanged bytes is checked once, not again for each flip elsewhere.
    CachingSignatureScheme scheme = new CachingSignatureScheme(new Ed25519(), REMEMBERED);
    StoredChainFlips made =
        new StoredChainFlips(
            chain.blocks().stream().map(block -> new StoredBlock(block).encoded()).toList(),
            new ChainVerification(scheme, chain.genesis().chain()),
            chain.head());
    if (made.isReported(0, made.blocks.getFirst())) {
      throw new IllegalStateException("the chain has a flaw before a bit is changed");
    }
    return made;
  }

  /** Every bit of every header. */
  CountedFlips ofHeaders() {
    CountedFlips flips = new CountedFlips();
    for (int height = 0; height < blocks.size(); height++) {
      flips.each(blocks.get(height), HEADER_AT, BODY_AT, in(height));
    }
    return flips;
  }

  /** Drawn bits of all that is not a header. */
  CountedFlips ofBodies(int count, UniformRandomProvider random) {
    CountedFlips flips = new CountedFlips();
    for (int i = 0; i < count; i++) {
      int height = random.nextInt(blocks.size());
      Bytes block = blocks.get(height);
      int at = random.nextInt(block.size() - Header.SIZE);
      int behind = at < HEADER_AT ? at : at + Header.SIZE;
      flips.flip(block, (long) Byte.SIZE * behind + random.nextInt(Byte.SIZE), in(height));
    }
    return flips;
  }

  private Predicate<Bytes> in(int height) {
    return changed -> isReported(height, changed);
  }

  private boolean isReported(int height, Bytes changed) {
    List<Bytes> altered = new ArrayList<>(blocks);
    altered.set(height, changed);
    return check.firstFlaw(altered, head).isPresent();
  }
}

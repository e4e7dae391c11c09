package org.medchain.consensus;

import java.util.List;
import java.util.Optional;
import org.medchain.data.Argument;
import org.medchain.data.Block;
import org.medchain.data.Difficulty;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/**
 * The parameters that all nodes of a chain agree on before they start.
 *
 * @param genesis the block at height 0; its state root is the genesis state's
 * @param window W: the header of height h carries the roots of h − W, and up to W heights are in
 *     flight; 1 or more
 * @param difficulty of every block; {@link Difficulty#NONE} where consensus needs no search
 * @param clockToleranceMs how far ahead of a node's clock a block's timestamp may be, in ms
 * @param right whose requests are ordered
 * @param form of all requests
 * @param recoveries which epochs may begin without the members before (PBFT-42)
 */
public record ChainParameters(
    Block genesis,
    int window,
    Difficulty difficulty,
    long clockToleranceMs,
    OrderingRight right,
    RequestForm form,
    RecoveryTrust recoveries) {
  /**
   * Whose word may begin an epoch where a quorum is lost for good, and which was accepted here.
   *
   * @param center the regulatory center's key; empty where nobody's word does
   * @param accepted hashes of the proofs that the owner of this process has accepted
   */
  public record RecoveryTrust(Optional<PublicKey> center, List<Hash> accepted) {
    /** Only members end an epoch. */
    public static final RecoveryTrust NONE = new RecoveryTrust(Optional.empty(), List.of());

    public RecoveryTrust {
      accepted = List.copyOf(accepted);
    }
  }

  public ChainParameters {
    Argument.refuseIf(window < 1, "the window is 1 or more, not %s", window);
  }

  /**
   * CONS-14: the last height whose registrations count for a block at {@code height}; those of the
   * genesis state, at height 0, count for all. A node that judges the block has executed that
   * height, since its header carries the roots of that height.
   */
  public long lastRegistrationFor(long height) {
    return Math.max(0, height - window);
  }

  /** The chain's id, which every signature covers: the hash of the genesis header. */
  public Hash chain() {
    return genesis.hash();
  }
}

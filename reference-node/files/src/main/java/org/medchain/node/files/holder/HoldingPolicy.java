package org.medchain.node.files.holder;

import org.medchain.data.PublicKey;
import org.medchain.node.files.piece.SignedManifest;
import org.medchain.node.transport.RefusedException;

/** The files that a holder accepts (FILE-7). For any thread. */
@FunctionalInterface
public interface HoldingPolicy {
  /**
   * Admits a file that is not held yet, or is and more of it comes.
   *
   * @param deposit signed by its owner, from any sender
   * @throws RefusedException with the reason
   */
  void admit(SignedManifest deposit) throws RefusedException;

  /**
   * Lets a file go (FILE-7, PRIV-10).
   *
   * @param asker who wants it deleted here
   * @throws RefusedException with the reason
   */
  default void requireReleasable(PublicKey asker, SignedManifest deposit) throws RefusedException {
    requireOwner(deposit.manifest().owner().equals(asker), deposit);
  }

  /** Refuses all but the owner. */
  static void requireOwner(boolean isOwner, SignedManifest deposit) throws RefusedException {
    if (!isOwner) {
      throw new RefusedException(
          "only its owner may have file " + deposit.id().brief() + " released");
    }
  }
}

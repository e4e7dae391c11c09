package org.medchain.node.files.holder;

import org.medchain.node.files.piece.SignedManifest;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.RefusedException;

/** The files that a holder accepts, by owner (FILE-7). For any thread. */
@FunctionalInterface
public interface HoldingPolicy {
  /**
   * Admits a file that is not held yet, or is and more of it comes.
   *
   * @param asker the uploading node; the owner, or another holder
   * @param deposit signed by its owner
   * @param ownerBytes how many bytes of that owner are held already, this file not counted
   * @throws RefusedException with the reason
   */
  void admit(Peer asker, SignedManifest deposit, long ownerBytes) throws RefusedException;

  /** Accepts files of every certified owner, up to a number of bytes for each. */
  static HoldingPolicy open(long bytesPerOwner) {
    return (asker, deposit, ownerBytes) -> {
      long room = deposit.manifest().diskBytes();
      if (room > bytesPerOwner - ownerBytes) {
        throw new RefusedException(
            "owner "
                + deposit.manifest().owner().brief()
                + " has "
                + ownerBytes
                + " of "
                + bytesPerOwner
                + " bytes here, the file needs "
                + room);
      }
    };
  }
}

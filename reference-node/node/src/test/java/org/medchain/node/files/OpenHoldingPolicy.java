package org.medchain.node.files;

import org.medchain.node.files.holder.HoldingPolicy;
import org.medchain.node.files.piece.SignedManifest;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.RefusedException;

/**
 * Accepts files of every certified owner, without a ledger, up to a number of bytes for each.
 *
 * @param bytesPerOwner the most of each
 */
record OpenHoldingPolicy(long bytesPerOwner) implements HoldingPolicy {
  @Override
  public void admit(Peer asker, SignedManifest deposit, long ownerBytes) throws RefusedException {
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
  }
}

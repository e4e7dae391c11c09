package org.medchain.node.files;

import org.medchain.node.transport.Peer;
import org.medchain.node.transport.Refused;

/** What a holder takes, and from whom (FILE-7). Asked from any thread. */
@FunctionalInterface
public interface HoldingPolicy {
  /**
   * Admits a file that is not held yet, or is and more of it comes.
   *
   * @param asker who brings it; the owner, or another holder
   * @param deposit signed by its owner
   * @param ownerBytes how many bytes of that owner are held already, this file not counted
   * @throws Refused with the reason
   */
  void admit(Peer asker, Deposit deposit, long ownerBytes) throws Refused;

  /** Takes from everybody certified, from each owner up to so many bytes. */
  static HoldingPolicy open(long bytesPerOwner) {
    return (asker, deposit, ownerBytes) -> {
      long room = deposit.file().room();
      if (room > bytesPerOwner - ownerBytes) {
        throw new Refused(
            "owner "
                + deposit.file().owner().brief()
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

package org.medchain.node.history;

import java.io.IOException;
import java.util.List;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.pbft.MembershipHistory;
import org.medchain.data.Bytes;
import org.medchain.data.Header;
import org.medchain.node.ledger.InvalidProofException;

/** How far the ledger is known to be certified here; used by one thread. */
public interface KnownLedger {
  /** The last header of it, that of the genesis block at first. */
  Header head();

  /** Who decides which heights. */
  MembershipHistory members();

  /** How many headers above the head are asked for at once. */
  int wanted();

  /**
   * Headers that follow the head, from an untrusted sender.
   *
   * @throws InvalidProofException if they do not hold, and nothing is changed
   * @throws IOException if they cannot be kept
   */
  void extend(List<Header> next, QuorumCertificate certificate)
      throws InvalidProofException, IOException;

  /**
   * The proof of an epoch's end, from an untrusted sender.
   *
   * @return whether it was news
   * @throws InvalidProofException if it does not hold, and nothing is changed
   * @throws IOException if it cannot be kept
   */
  boolean advanceEpoch(Bytes proof) throws InvalidProofException, IOException;
}

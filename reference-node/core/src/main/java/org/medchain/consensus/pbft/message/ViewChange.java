package org.medchain.consensus.pbft.message;

import java.util.ArrayList;
import java.util.List;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.data.Attestation;
import org.medchain.data.Natural;
import org.medchain.network.Message;
import org.medchain.network.MessageType;

/**
 * VIEW-CHANGE (Castro and Liskov 1999, §4.4): the sender has left all views below {@code newView}
 * and reports what may have been decided.
 *
 * @param newView the view to which the sender moves
 * @param decided certificate of the highest block that it knows to be decided
 * @param prepared for every height above, the prepared certificate of the highest view that it
 *     holds, in the order of heights
 */
public record ViewChange(
    @Natural long newView, QuorumCertificate decided, List<PreparedCertificate> prepared)
    implements Message {
  public static final MessageType TYPE = MessageType.of(13, "view-change", ViewChange.class);

  public ViewChange {
    prepared = List.copyOf(prepared);
  }

  @Override
  public List<Attestation> nested() {
    List<Attestation> all = new ArrayList<>(decided.attestations());
    prepared.forEach(certificate -> all.addAll(certificate.attestations()));
    return all;
  }

  /**
   * PBFT-9: whether the certificates are valid, each in its own view, below the new one; the
   * signatures in them are the authenticator's to check.
   *
   * @param epochs who decides which heights; the view must be one of the current epoch
   */
  public boolean isSound(Epochs epochs) {
    return isSoundIn(epochs.current(), epochs);
  }

  /** The same for a view of one of these epochs, which may be over. */
  public boolean isSoundIn(Epoch epoch, Epochs epochs) {
    if (ViewNumbers.epoch(newView) != epoch.number()
        || decided.height() < epoch.first() - 1
        || !epochs.proves(decided)) {
      return false;
    }
    long below = decided.height();
    for (PreparedCertificate certificate : prepared) {
      if (certificate.height() <= below
          || certificate.view() >= newView
          || ViewNumbers.epoch(certificate.view()) != epoch.number()
          || !certificate.suffices(epoch.members())) {
        return false;
      }
      below = certificate.height();
    }
    return true;
  }
}

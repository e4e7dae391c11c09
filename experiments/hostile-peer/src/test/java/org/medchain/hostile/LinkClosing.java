package org.medchain.hostile;

import java.util.Optional;
import org.medchain.data.PublicKey;
import org.medchain.network.Envelope;
import org.medchain.node.admission.AdmissionOutcome;
import org.medchain.node.admission.AdmissionTable;
import org.medchain.node.admission.MessageKind;
import org.medchain.node.admission.PeerStanding;

/** For which messages a correct node closes the link (NODE-19). */
final class LinkClosing {
  private LinkClosing() {}

  /**
   * Whether it does.
   *
   * @param role of the link
   * @param owner key in the link's certificate
   */
  static boolean closes(HostileRole role, PublicKey owner, HostileMessage message) {
    return switch (message) {
      case HostileMessage.CallMessage call -> false;
      case HostileMessage.EnvelopeMessage(HostileKind kind, Envelope envelope) -> {
        Optional<MessageKind> read = MessageKind.of(envelope.code());
        yield read.isEmpty() || closes(role, owner, read.get(), envelope);
      }
    };
  }

  private static boolean closes(
      HostileRole role, PublicKey owner, MessageKind kind, Envelope envelope) {
    PeerStanding standing =
        role == HostileRole.MEMBER ? PeerStanding.MEMBER : PeerStanding.CERTIFIED;
    boolean inAnothersName = !envelope.sender().equals(owner) && kind.isSignedByItsSender();
    return inAnothersName
        || AdmissionTable.of(kind, role.certified(), standing) == AdmissionOutcome.CLOSED;
  }
}

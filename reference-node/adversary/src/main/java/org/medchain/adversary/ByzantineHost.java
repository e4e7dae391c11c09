package org.medchain.adversary;

import java.util.Optional;
import java.util.function.Consumer;
import org.medchain.data.Header;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;
import org.medchain.network.Envelope;
import org.medchain.network.Membership;
import org.medchain.network.Message;

/**
 * Signs and carries a Byzantine member's messages: the host of the correct replica that it has
 * replaced, or a schedule.
 */
public interface ByzantineHost {
  PublicKey self();

  Membership members();

  /** Has a message signed with the member's key, now or later, and then does something with it. */
  void sign(Message message, Consumer<Envelope> then);

  void send(PublicKey to, Envelope envelope);

  void broadcast(Envelope envelope);

  /** A request of a client that works with the member, if it has one. */
  Optional<Transaction> ownRequest();

  /** The header with a seal, where blocks need one and the host can make it. */
  Header sealed(Header header);

  /** To a random part of the others. */
  default void sendSome(Envelope envelope, SeededDraws draws) {
    for (PublicKey member : members().keys()) {
      if (!member.equals(self()) && draws.chance(700)) {
        send(member, envelope);
      }
    }
  }

  /** The same with a message that is still to be signed. */
  default void sendSome(Message message, SeededDraws draws) {
    sign(message, signed -> sendSome(signed, draws));
  }
}

package org.medchain.chaos.schedule;

import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.network.Envelope;
import org.medchain.network.Membership;
import org.medchain.network.Message;

/**
 * How a Byzantine member speaks: signed with its key, to one, to all, or to a random part of them.
 *
 * @param self who speaks
 * @param keys its keys
 * @param members whom it speaks to
 * @param system that carries it
 */
record ByzantineSender(Endpoint self, KeyPair keys, Membership members, ScheduledSystem system) {
  Envelope seal(Message message) {
    return system.seal(keys, message);
  }

  void toSome(Message message, ScheduleRandom draw) {
    toSome(seal(message), draw);
  }

  void toSome(Envelope sealed, ScheduleRandom draw) {
    for (PublicKey member : members.keys()) {
      if (!member.equals(self.key()) && draw.chance(700)) {
        system.send(self, member, sealed);
      }
    }
  }

  void toAll(Envelope sealed) {
    system.broadcast(self, sealed);
  }

  void to(PublicKey member, Envelope sealed) {
    system.send(self, member, sealed);
  }
}

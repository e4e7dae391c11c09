package org.medchain.chaos;

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
 * @param world that carries it
 */
record Voice(Party self, KeyPair keys, Membership members, World world) {
  Envelope seal(Message message) {
    return world.seal(keys, message);
  }

  void toSome(Message message, Draw draw) {
    toSome(seal(message), draw);
  }

  void toSome(Envelope sealed, Draw draw) {
    for (PublicKey member : members.keys()) {
      if (!member.equals(self.key()) && draw.chance(700)) {
        world.send(self, member, sealed);
      }
    }
  }

  void toAll(Envelope sealed) {
    world.broadcast(self, sealed);
  }

  void to(PublicKey member, Envelope sealed) {
    world.send(self, member, sealed);
  }
}

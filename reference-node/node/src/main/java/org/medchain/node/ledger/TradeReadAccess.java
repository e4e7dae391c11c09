package org.medchain.node.ledger;

import java.util.Optional;
import org.medchain.contract.ChainState;
import org.medchain.contract.StateEntries;
import org.medchain.contract.deals.Deal;
import org.medchain.contract.engine.Role;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Hash;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;

/**
 * Read access to offers, requests and deals (LIGHT-8; decision 0273): data requests are for all
 * participants, offers for those who may demand, a deal for its two parties. An offer also says
 * which records are under it and who waits for them, which other patients need not know.
 */
final class TradeReadAccess {
  /** Of a request, a deal, or a participant's book: hashes and keys have one size. */
  private static final int OF_ONE = 1 + Hash.SIZE;

  private static final int OF_A_PROVIDER = 1 + PublicKey.SIZE;

  private TradeReadAccess() {}

  /** Whether the participant with this name may see the entry, or its absence. */
  static boolean allows(Bytes key, PublicKey own, ChainState state) {
    Optional<Role> role = state.role(own);
    if (role.isEmpty()) {
      return false;
    }
    if (key.size() == OF_ONE) {
      Hash id = Decoder.decode(key.slice(1, key.size()), Decoder::hash);
      return key.equals(StateEntries.dealBook(own).key())
          || key.equals(StateEntries.positions(own).key())
          || key.equals(StateEntries.request(id).key())
          || (key.equals(StateEntries.deal(id).key()) && isParty(own, state.deal(id)));
    }
    return key.size() > OF_A_PROVIDER && isOffer(key, own, role.get());
  }

  /** That there is no such deal, or no longer, is public, as of a record. */
  private static boolean isParty(PublicKey own, Optional<Deal> deal) {
    return deal.isEmpty() || own.equals(deal.get().demander()) || own.equals(deal.get().provider());
  }

  private static boolean isOffer(Bytes key, PublicKey own, Role role) {
    PublicKey provider = new PublicKey(key.slice(1, OF_A_PROVIDER));
    try {
      String type = Decoder.decode(key.slice(OF_A_PROVIDER, key.size()), Decoder::text);
      return key.equals(StateEntries.offer(provider, type).key())
          && (role.has(Role.Duty.DEMAND) || provider.equals(own));
    } catch (MalformedInput e) {
      return false;
    }
  }
}

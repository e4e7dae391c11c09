package org.medchain.node.ledger;

import java.util.OptionalLong;
import org.medchain.contract.ChainState;
import org.medchain.contract.StateEntries;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/**
 * Read access to consent and audit trails (LIGHT-8; decision 0241): an owner's are its own, and
 * those of who acts for it now. Not even their absence is told to others: it would say whom the
 * owner lets read.
 */
final class ConsentReadAccess {
  private static final int OF_AN_OWNER = 1 + PublicKey.SIZE;
  private static final int OF_A_DIRECTIVE = 1 + Hash.SIZE;
  private static final int IN_A_PLACE = 1 + PublicKey.SIZE + 8;

  private ConsentReadAccess() {}

  /** Whether the participant with this name may see the entry. */
  static boolean allows(Bytes key, PublicKey own, ChainState state, OptionalLong timeMs) {
    return isOfDirective(key, own, state, timeMs)
        || (key.size() == OF_AN_OWNER && isOfOwner(key, own, state, timeMs))
        || (key.size() == IN_A_PLACE && isInPlace(key, own, state, timeMs));
  }

  private static boolean isOfDirective(
      Bytes key, PublicKey own, ChainState state, OptionalLong timeMs) {
    if (key.size() != OF_A_DIRECTIVE) {
      return false;
    }
    Hash id = Decoder.decode(key.slice(1, key.size()), Decoder::hash);
    return key.equals(StateEntries.directive(id).key())
        && state
            .directive(id)
            .filter(each -> isFor(each.terms().owner(), own, state, timeMs))
            .isPresent();
  }

  private static boolean isOfOwner(
      Bytes key, PublicKey own, ChainState state, OptionalLong timeMs) {
    PublicKey owner = new PublicKey(key.slice(1, key.size()));
    boolean named =
        key.equals(StateEntries.directiveCount(owner).key())
            || key.equals(StateEntries.delegates(owner).key())
            || key.equals(StateEntries.accessTrail(owner).key());
    return named && isFor(owner, own, state, timeMs);
  }

  private static boolean isInPlace(
      Bytes key, PublicKey own, ChainState state, OptionalLong timeMs) {
    PublicKey owner = new PublicKey(key.slice(1, OF_AN_OWNER));
    long place = Decoder.decode(key.slice(OF_AN_OWNER, key.size()), Decoder::int64);
    boolean named =
        key.equals(StateEntries.directivePlace(owner, place).key())
            || key.equals(StateEntries.accessLine(owner, place).key());
    return named && isFor(owner, own, state, timeMs);
  }

  /** Whether the participant with this name is the owner, or acts for it at this time. */
  static boolean isFor(PublicKey owner, PublicKey own, ChainState state, OptionalLong timeMs) {
    return owner.equals(own)
        || (timeMs.isPresent() && state.actsFor(owner, own, timeMs.getAsLong()));
  }
}

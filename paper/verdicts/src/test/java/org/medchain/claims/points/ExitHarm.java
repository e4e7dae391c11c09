package org.medchain.claims.points;

import java.util.List;
import java.util.stream.Stream;
import org.medchain.claims.contracts.RandomOperations;
import org.medchain.claims.contracts.ScenarioRecord;
import org.medchain.claims.ledger.RecordReader;
import org.medchain.contract.consent.Directives;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.records.Purchases;
import org.medchain.contract.registration.Registration;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.incentive.Account;

/**
 * What others had before an exit and have no more after it was settled.
 *
 * @param others participants who did not leave
 * @param othersWithFewerPoints those of them with fewer points in account and bond
 * @param rights of theirs on records of others, before
 * @param rightsEnded those that ended
 * @param purchases of theirs, before
 * @param purchasesEnded those that ended
 */
record ExitHarm(
    int others,
    int othersWithFewerPoints,
    int rights,
    int rightsEnded,
    int purchases,
    int purchasesEnded) {
  /** Compares two states between which nothing happened but one exit. */
  static ExitHarm between(
      WorldState before, WorldState after, PublicKey left, RandomOperations operations) {
    List<PublicKey> others =
        operations.parties().stream()
            .map(KeyPair::publicKey)
            .filter(each -> !each.equals(left))
            .toList();
    int fewer = 0;
    for (PublicKey other : others) {
      fewer += points(after, other) < points(before, other) ? 1 : 0;
    }
    int rights = 0;
    int rightsEnded = 0;
    int purchases = 0;
    int purchasesEnded = 0;
    for (ScenarioRecord record : operations.records()) {
      for (PublicKey other : others) {
        if (granted(before, record, other)) {
          rights++;
          rightsEnded += granted(after, record, other) ? 0 : 1;
        }
        if (Purchases.of(before, record.id(), other).isPresent()) {
          purchases++;
          purchasesEnded += Purchases.of(after, record.id(), other).isPresent() ? 0 : 1;
        }
      }
    }
    return new ExitHarm(others.size(), fewer, rights, rightsEnded, purchases, purchasesEnded);
  }

  private static long points(WorldState state, PublicKey party) {
    return state.balance(party) + state.points().ledger().balanceOf(Account.bondOf(party));
  }

  /** Whether the owner lets the reader read or pass on the record, and is there (CON-8, GAME-7). */
  private static boolean granted(WorldState state, ScenarioRecord record, PublicKey reader) {
    PublicKey owner = record.owner().publicKey();
    return !Registration.hasLeft(state, owner)
        && Stream.of(Purpose.HRESCH, Purpose.DISCLOSE)
            .map(purpose -> RecordReader.consent(owner, record.id(), reader, purpose).terms())
            .anyMatch(terms -> Directives.entry(terms.id()).in(state).isPresent());
  }
}

package org.medchain.agents;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.contract.engine.WorldState;
import org.medchain.data.PublicKey;
import org.medchain.incentive.Account;

/** A member that plays a strategy: its keys, and its cash, which is not on the ledger. */
final class LedgerAgent {
  int strategy;

  /** Patient's key, under which it uploads; none while a fresh one is on its way. */
  Optional<TransactionSigner> patientKey = Optional.empty();

  /** Hospital's key, by which it is drawn into committees. */
  Optional<TransactionSigner> hospitalKey = Optional.empty();

  /** A patient's key for one round. */
  Optional<TransactionSigner> temporaryKey = Optional.empty();

  /** Keys whose accounts are not settled yet. */
  final List<PublicKey> accounts = new ArrayList<>();

  /** Whether the patient's key was convicted in this round. */
  boolean convicted;

  /** Records that were accepted and not found false later. */
  int accepted;

  /** Points paid out against vouchers since the start. */
  long redeemed;

  /** Points in its accounts at the start. */
  long initialPoints;

  /** Cash earned since the start. */
  double earned;

  /** Earned less spent, in cash; vouchers count when they are issued. */
  double cash;

  /** All it owned at the end of the last round, in cash. */
  double previousWealth;

  /** Cash earned since the last revision. */
  double earnedSinceRevision;

  LedgerAgent(int strategy) {
    this.strategy = strategy;
  }

  void addAccount(TransactionSigner signer) {
    accounts.add(signer.key());
  }

  /** Points that its accounts hold, bonds included, and a grant that can only be spent not. */
  long points(WorldState state) {
    long points = 0;
    for (PublicKey key : accounts) {
      points +=
          state.points().redeemable(key) + state.points().ledger().balanceOf(Account.bondOf(key));
    }
    return points;
  }

  /** Cash, and the value of its points: the owner of a key may read its account. */
  double wealthInCash(WorldState state, double cashPerPoint) {
    return cash + cashPerPoint * points(state);
  }
}

package org.medchain.incentive;

import java.util.Optional;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Encoder;
import org.medchain.data.PublicKey;
import org.medchain.data.StateTree;

/**
 * The credit point model (paper §3.2.4): what an event on the chain does to the ledger under the
 * rules. Each method is one rule; a result of nothing means that points or supply do not suffice
 * and nothing may happen.
 *
 * @param rules the parameters in force
 * @param ledger the balances
 */
public record CreditPoints(PointRules rules, PointLedger ledger) {
  private static final Bytes RULES_KEY = new Encoder().uint8(PointLedger.RULES).toBytes();

  /**
   * The model that stands in {@code state}.
   *
   * @throws IllegalStateException if the state was never given rules
   */
  public static CreditPoints over(StateTree state) {
    Bytes rules =
        state
            .get(RULES_KEY)
            .orElseThrow(() -> new IllegalStateException("the state holds no point rules"));
    return new CreditPoints(Decoder.decode(rules, PointRules::decode), PointLedger.over(state));
  }

  /** The model under {@code rules}, before any point is issued, in a state that gets them. */
  public static CreditPoints establish(StateTree state, PointRules rules) {
    return new CreditPoints(rules, PointLedger.over(state.put(RULES_KEY, rules.encoded())));
  }

  /** The state with this model in it. */
  public StateTree state() {
    return ledger.state();
  }

  private CreditPoints with(PointLedger changed) {
    return new CreditPoints(rules, changed);
  }

  /** A participant joins and gets the initial points (INC-7); the caller sees to it: only once. */
  public Optional<CreditPoints> join(PublicKey participant) {
    return ledger.issue(Account.of(participant), rules.initialPoints()).map(this::with);
  }

  /** A record of {@code patient} was accepted (INC-8). */
  public Optional<CreditPoints> rewardUpload(PublicKey patient) {
    return ledger.issue(Account.of(patient), rules.uploadReward()).map(this::with);
  }

  /**
   * The model after a penalty.
   *
   * @param points the model
   * @param penalty what it came to
   */
  public record Penalised(CreditPoints points, PointRules.Penalty penalty) {}

  /** A record of {@code patient} was found false (INC-5): never fails, takes what there is. */
  public Penalised penaliseFalse(PublicKey patient) {
    Account account = Account.of(patient);
    PointRules.Penalty penalty = rules.penaltyOn(ledger.balanceOf(account));
    PointLedger burnt = ledger.burn(account, penalty.taken()).orElseThrow();
    return new Penalised(with(burnt), penalty);
  }

  /** {@code reader} pays for one query; the owner gets a share, the rest is burnt (INC-6). */
  public Optional<CreditPoints> payQuery(PublicKey reader, PublicKey owner) {
    PointRules.Share share = rules.shareOf(rules.queryPrice());
    return ledger
        .transfer(Account.of(reader), Account.of(owner), share.owner())
        .flatMap(paid -> paid.burn(Account.of(reader), share.rest()))
        .map(this::with);
  }

  /** {@code payer} locks points until they are settled or released. */
  public Optional<CreditPoints> lock(PublicKey payer, Account escrow, long amount) {
    return ledger.transfer(Account.of(payer), escrow, amount).map(this::with);
  }

  /** All that is locked goes back to who locked it. */
  public CreditPoints release(Account escrow, PublicKey payer) {
    long locked = ledger.balanceOf(escrow);
    return with(ledger.transfer(escrow, Account.of(payer), locked).orElseThrow());
  }

  /** Pays one record out of an escrow: the owner gets a share, the provider the rest (INC-6). */
  public Optional<CreditPoints> settle(
      Account escrow, PublicKey owner, PublicKey provider, long price) {
    PointRules.Share share = rules.shareOf(price);
    return ledger
        .transfer(escrow, Account.of(owner), share.owner())
        .flatMap(paid -> paid.transfer(escrow, Account.of(provider), share.rest()))
        .map(this::with);
  }
}

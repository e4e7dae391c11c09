package org.medchain.incentive;

import java.util.Optional;
import org.medchain.data.Bytes;
import org.medchain.data.Encoder;
import org.medchain.data.PublicKey;
import org.medchain.data.state.StateTree;

/**
 * The credit point model (paper §3.2.4): the effect of an event on the ledger under the rules. Each
 * method is one rule; a result of nothing means that points or supply do not suffice and nothing
 * may happen.
 *
 * @param rules the parameters in force
 * @param ledger the balances
 */
public record CreditPoints(IncentiveRules rules, PointLedger ledger) {
  /** The key of the rules in force in the state. */
  public static final Bytes RULES_KEY = new Encoder().uint8(PointLedger.RULES).toBytes();

  /**
   * The model in {@code state}.
   *
   * @throws IllegalStateException if the state was never given rules
   */
  public static CreditPoints over(StateTree state) {
    return new CreditPoints(rulesOf(state), PointLedger.over(state));
  }

  /** Only the rules in {@code state}; fails as {@link #over}. */
  public static IncentiveRules rulesOf(StateTree state) {
    Bytes rules =
        state
            .get(RULES_KEY)
            .orElseThrow(() -> new IllegalStateException("the state holds no point rules"));
    return IncentiveRules.CODEC.decoded(rules);
  }

  /** The model under {@code rules}, before any point is issued, in a state that gets them. */
  public static CreditPoints establish(StateTree state, IncentiveRules rules) {
    return new CreditPoints(rules, PointLedger.over(state.put(RULES_KEY, rules.encoded())));
  }

  /** The same with only the scheme of points. */
  public static CreditPoints establish(StateTree state, PointRules rules) {
    return establish(state, IncentiveRules.of(rules));
  }

  /** The state with this model in it. */
  public StateTree state() {
    return ledger.state();
  }

  private CreditPoints with(PointLedger changed) {
    return new CreditPoints(rules, changed);
  }

  /**
   * A participant joins and gets the initial points (INC-7), and posts the bond that the center
   * attests (decision 0124); the caller ensures that it happens once.
   */
  public Optional<CreditPoints> join(PublicKey participant) {
    long granted = rules.points().initialPoints();
    return ledger
        .issue(Account.of(participant), granted)
        .flatMap(paid -> paid.issue(Account.bondOf(participant), rules.identity().bond()))
        .map(
            joined ->
                rules.identity().spendOnlyGrant() ? joined.withGrant(participant, granted) : joined)
        .map(this::with);
  }

  /** Issues a reward of any kind. */
  public Optional<CreditPoints> reward(PublicKey participant, long amount) {
    return ledger.issue(Account.of(participant), amount).map(this::with);
  }

  /**
   * The model after a penalty.
   *
   * @param points the model
   * @param penalty its effect
   */
  public record PenaltyResult(CreditPoints points, PointRules.Penalty penalty) {}

  /** A record of {@code patient} was found false (INC-5): never fails, takes what there is. */
  public PenaltyResult penaliseFalse(PublicKey patient) {
    return penalise(patient, rules.points().falsePenalty());
  }

  /**
   * Takes {@code due} points, and burns them: from the account, then from the bond, at most what
   * both hold. Of the account the redeemable points go first, or a grant would be a shield.
   */
  public PenaltyResult penalise(PublicKey participant, long due) {
    Account account = Account.of(participant);
    Account bond = Account.bondOf(participant);
    long balance = ledger.balanceOf(account);
    PointRules.Penalty penalty = PointRules.Penalty.of(due, covered(participant));
    long fromBalance = Math.min(balance, penalty.taken());
    long fromGrant = Math.max(0, fromBalance - redeemable(participant));
    PointLedger burnt =
        ledger
            .burn(account, fromBalance)
            .flatMap(each -> each.burn(bond, penalty.taken() - fromBalance))
            .orElseThrow();
    return new PenaltyResult(with(payFrom(burnt, participant, fromGrant)), penalty);
  }

  /** The points that account and bond hold together: the most that a penalty takes. */
  public long covered(PublicKey participant) {
    return Math.addExact(
        ledger.balanceOf(Account.of(participant)), ledger.balanceOf(Account.bondOf(participant)));
  }

  /** Spending uses up the grant first: it is there to be spent. */
  private static PointLedger payFrom(PointLedger ledger, PublicKey payer, long amount) {
    long grant = ledger.grantOf(payer);
    return grant == 0 || amount == 0
        ? ledger
        : ledger.withGrant(payer, grant - Math.min(grant, amount));
  }

  /** The redeemable part of the participant's account: the points above its grant. */
  public long redeemable(PublicKey participant) {
    long balance = ledger.balanceOf(Account.of(participant));
    return balance - Math.min(balance, ledger.grantOf(participant));
  }

  /**
   * {@code reader} pays for one query; the owner gets a share, the rest is burnt (INC-6).
   *
   * @param price after the discount of a membership
   */
  public Optional<CreditPoints> payQuery(PublicKey reader, PublicKey owner, long price) {
    PointRules.PriceShare share = rules.points().shareOf(price);
    return ledger
        .transfer(Account.of(reader), Account.of(owner), share.owner())
        .flatMap(paid -> paid.burn(Account.of(reader), share.rest()))
        .map(paid -> with(payFrom(paid, reader, price)));
  }

  /** The same without discount. */
  public Optional<CreditPoints> payQuery(PublicKey reader, PublicKey owner) {
    return payQuery(reader, owner, rules.points().queryPrice());
  }

  /** {@code buyer} buys a service of the chain: the price is burnt (GAME-5). */
  public Optional<CreditPoints> payService(PublicKey buyer, long price) {
    return ledger.burn(Account.of(buyer), price).map(paid -> with(payFrom(paid, buyer, price)));
  }

  /** {@code payer} locks points until they are settled or released. */
  public Optional<CreditPoints> lock(PublicKey payer, Account escrow, long amount) {
    return ledger.transfer(Account.of(payer), escrow, amount).map(this::with);
  }

  /** All that is locked goes back to the payer that locked it. */
  public CreditPoints release(Account escrow, PublicKey payer) {
    long locked = ledger.balanceOf(escrow);
    return with(ledger.transfer(escrow, Account.of(payer), locked).orElseThrow());
  }

  /** Pays one record out of an escrow: the owner gets a share, the provider the rest (INC-6). */
  public Optional<CreditPoints> settle(
      Account escrow, PublicKey owner, PublicKey provider, long price) {
    PointRules.PriceShare share = rules.points().shareOf(price);
    return ledger
        .transfer(escrow, Account.of(owner), share.owner())
        .flatMap(paid -> paid.transfer(escrow, Account.of(provider), share.rest()))
        .map(this::with);
  }

  /**
   * Spends the locked points of {@code payer}. Locking them does not spend them: they might come
   * back, and would turn the grant into redeemable points.
   */
  public CreditPoints spentFromEscrow(PublicKey payer, long amount) {
    return with(payFrom(ledger, payer, amount));
  }

  /**
   * The model after points left for a voucher.
   *
   * @param points the model
   * @param paidOut the voucher's value
   * @param burnt the fee, and after an exit the grant that is left
   */
  public record RedemptionResult(CreditPoints points, long paidOut, long burnt) {}

  /** Points become a voucher, less the fee (GAME-6); nothing if they are not redeemable. */
  public Optional<RedemptionResult> redeem(PublicKey participant, long amount) {
    long paidOut = rules.redemption().paidOut(amount);
    if (amount > redeemable(participant) || paidOut == 0) {
      return Optional.empty();
    }
    return Optional.of(redeemed(participant, amount, paidOut));
  }

  private RedemptionResult redeemed(PublicKey participant, long amount, long paidOut) {
    Account account = Account.of(participant);
    PointLedger left =
        ledger
            .redeem(account, paidOut)
            .flatMap(each -> each.burn(account, amount - paidOut))
            .orElseThrow();
    return new RedemptionResult(with(left), paidOut, amount - paidOut);
  }

  /**
   * Empties the accounts of a participant that left (GAME-7): the bond, which was bought with cash,
   * is returned without fee; the redeemable points are redeemed; the rest of the grant is burnt.
   */
  public RedemptionResult settleExit(PublicKey participant) {
    Account bond = Account.bondOf(participant);
    long returned = ledger.balanceOf(bond);
    long balance = ledger.balanceOf(Account.of(participant));
    long paidOut = rules.redemption().paidOut(redeemable(participant));
    RedemptionResult cashed = redeemed(participant, balance, paidOut);
    PointLedger left = cashed.points().ledger().redeem(bond, returned).orElseThrow();
    return new RedemptionResult(
        with(left.withGrant(participant, 0)), paidOut + returned, cashed.burnt());
  }
}

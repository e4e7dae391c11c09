package org.medchain.incentive;

import java.util.Optional;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.Decoder;
import org.medchain.data.Encoder;
import org.medchain.data.PublicKey;
import org.medchain.data.state.StateTree;

/**
 * The balances of all accounts, as a typed view of a state: immutable, every movement gives a new
 * ledger or, where it is not possible, nothing (INC-2, INC-4).
 *
 * <p>The treasury is not an account: it issues points into accounts and burns points of accounts,
 * and {@link Supply} has the totals (decision 0020). The points held are not computed from these
 * totals but from the accounts as they are written, so that a comparison of the two sides finds a
 * movement that makes or loses points.
 */
public final class PointLedger {
  /** First bytes of this layer's keys in the state; the layer above starts at 0x20. */
  static final int RULES = 0x10;

  static final int SUPPLY = 0x11;
  static final int ACCOUNT = 0x12;
  static final int GRANT = 0x13;
  static final int NEXT_RULES = 0x14;

  private static final Bytes SUPPLY_KEY = new Encoder().uint8(SUPPLY).toBytes();

  private final StateTree state;
  private final Supply supply;

  private PointLedger(StateTree state, Supply supply) {
    this.state = state;
    this.supply = supply;
  }

  /** The ledger in {@code state}; that of an empty state holds no points. */
  public static PointLedger over(StateTree state) {
    Supply supply =
        state.get(SUPPLY_KEY).map(each -> Codec.of(Supply.class).decoded(each)).orElse(Supply.NONE);
    return new PointLedger(state, supply);
  }

  /** The state with this ledger in it. */
  public StateTree state() {
    // Only here, so that an operation of several movements writes the totals once.
    return state.put(SUPPLY_KEY, supply.encoded());
  }

  /** Totals over all accounts. */
  public Supply supply() {
    return supply;
  }

  /** The points of {@code account}; an account that nothing was paid into holds 0. */
  public long balanceOf(Account account) {
    return balanceAt(account.key());
  }

  /** The points in all accounts, counted one by one: {@link Supply#held} must be equal (INC-3). */
  public long countHeld() {
    long[] sum = new long[1];
    state.forEach(
        (key, value) -> {
          if (key.at(0) == ACCOUNT) {
            sum[0] = Math.addExact(sum[0], Decoder.decode(value, Decoder::int64));
          }
        });
    return sum[0];
  }

  private long balanceAt(Bytes key) {
    return state.get(key).map(each -> Decoder.decode(each, Decoder::int64)).orElse(0L);
  }

  /** The treasury issues points; nothing if the total would overflow. */
  public Optional<PointLedger> issue(Account to, long amount) {
    // Every balance is at most the total, so this is the only check for overflow that is needed.
    if (amount < 0 || amount > Long.MAX_VALUE - supply.issued()) {
      return Optional.empty();
    }
    PointLedger credited = change(to, amount);
    return Optional.of(new PointLedger(credited.state, credited.supply.withIssued(amount)));
  }

  /** The treasury burns points; nothing if the account holds fewer. */
  public Optional<PointLedger> burn(Account from, long amount) {
    if (!covers(from, amount)) {
      return Optional.empty();
    }
    PointLedger debited = change(from, -amount);
    return Optional.of(new PointLedger(debited.state, debited.supply.withBurnt(amount)));
  }

  /** Points leave for a voucher; nothing if the account holds fewer (GAME-6). */
  public Optional<PointLedger> redeem(Account from, long amount) {
    if (!covers(from, amount)) {
      return Optional.empty();
    }
    PointLedger debited = change(from, -amount);
    return Optional.of(new PointLedger(debited.state, debited.supply.withRedeemed(amount)));
  }

  /**
   * How many of the participant's points are a grant that can be spent and not redeemed (decision
   * 0124).
   */
  public long grantOf(PublicKey participant) {
    return balanceAt(grantKey(participant));
  }

  /** Writes the grant; 0 has no entry. */
  PointLedger withGrant(PublicKey participant, long points) {
    Bytes key = grantKey(participant);
    return new PointLedger(
        points == 0 ? state.remove(key) : state.put(key, new Encoder().int64(points).toBytes()),
        supply);
  }

  private static Bytes grantKey(PublicKey participant) {
    return new Encoder().uint8(GRANT).value(participant).toBytes();
  }

  /** Moves points; nothing if the payer holds fewer. */
  public Optional<PointLedger> transfer(Account from, Account to, long amount) {
    return covers(from, amount)
        ? Optional.of(change(from, -amount).change(to, amount))
        : Optional.empty();
  }

  private boolean covers(Account account, long amount) {
    return amount >= 0 && balanceOf(account) >= amount;
  }

  private PointLedger change(Account account, long difference) {
    if (difference == 0) {
      return this;
    }
    Bytes key = account.key();
    long before = balanceAt(key);
    long after = Math.addExact(before, difference);
    // An empty account has no entry: otherwise every settled escrow would stay in the state.
    StateTree changed =
        after == 0 ? state.remove(key) : state.put(key, new Encoder().int64(after).toBytes());
    return new PointLedger(changed, supply.withHeld(after - before));
  }

  /**
   * Checks conservation, without looking at the accounts again (INC-3).
   *
   * @throws IllegalStateException naming {@code height} if points were made or lost: a defect of
   *     this program, not of any input
   */
  public void requireConserved(long height) {
    if (!supply.isConserved()) {
      throw new IllegalStateException("height " + height + ": points are not conserved: " + supply);
    }
  }
}

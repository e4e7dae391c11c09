package org.medchain.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.incentive.Account;
import org.medchain.incentive.PendingRules;
import org.medchain.incentive.PointLedger;

/**
 * What the state knows of the incentive game (GAME-1 to GAME-9), as a typed view: anybody may read
 * it; only this layer makes a changed state.
 *
 * @param state that this is a view of
 */
public record IncentiveState(ChainState state) {
  /** First bytes of the keys; those before it are in {@link ChainState}. */
  private static final int POSITIONS = 0x28;

  private static final int VERIFICATION = 0x29;
  private static final int OBTAINED = 0x2A;
  private static final int EVALUATED = 0x2B;
  private static final int TRAP = 0x2C;
  private static final int HOLDING = 0x2D;
  private static final int AUDIT = 0x2E;
  private static final int SCORE = 0x2F;
  private static final int LEVEL = 0x30;
  private static final int VOUCHER = 0x31;
  static final int DEPARTURE = 0x32;
  private static final int FROZEN = 0x33;

  private static final Bytes AUDIT_KEY = new Encoder().uint8(AUDIT).toBytes();

  /** The proceedings about a record; nothing if it came in when there were no verifiers. */
  public Optional<Verification> verification(Hash record) {
    return state.get(key(VERIFICATION, record), Verification::decode);
  }

  ChainState with(Hash record, Verification verification) {
    return state.put(key(VERIFICATION, record), verification);
  }

  /** Whether {@code reader} paid for the record, by a query or an agreement (GAME-3). */
  public boolean hasObtained(Hash record, PublicKey reader) {
    return state.has(key(OBTAINED, record, reader)) || state.purchase(record, reader).isPresent();
  }

  ChainState withObtained(Hash record, PublicKey reader) {
    return state.mark(key(OBTAINED, record, reader));
  }

  boolean hasEvaluated(Hash record, PublicKey user) {
    return state.has(key(EVALUATED, record, user));
  }

  ChainState withEvaluated(Hash record, PublicKey user) {
    return state.mark(key(EVALUATED, record, user));
  }

  /** At which height a trap was set. */
  Optional<Long> trap(Hash commitment) {
    return state.get(key(TRAP, commitment), Decoder::int64);
  }

  ChainState withTrap(Hash commitment, long height) {
    return state.put(key(TRAP, commitment), out -> out.int64(height));
  }

  /** A file that was entrusted to {@code holder}. */
  public Optional<Holding> holding(Hash record, PublicKey holder) {
    return state.get(key(HOLDING, record, holder), Holding::decode);
  }

  ChainState with(Hash record, PublicKey holder, Holding holding) {
    return state.put(key(HOLDING, record, holder), holding);
  }

  ChainState withoutHolding(Hash record, PublicKey holder) {
    return state.without(key(HOLDING, record, holder));
  }

  /** The last audit; nothing before the first. */
  public Optional<AuditRound> audit() {
    return state.get(AUDIT_KEY, AuditRound::decode);
  }

  ChainState with(AuditRound round) {
    return state.put(AUDIT_KEY, round);
  }

  /** How the participant stores and shares. */
  public Score score(PublicKey participant) {
    return state.get(key(SCORE, participant), Score::decode).orElse(Score.NONE);
  }

  ChainState with(PublicKey participant, Score score) {
    return state.put(key(SCORE, participant), score);
  }

  /** The level that the participant bought last, whether or not it still holds. */
  public Optional<HeldLevel> level(PublicKey participant) {
    return state.get(key(LEVEL, participant), HeldLevel::decode);
  }

  ChainState with(PublicKey participant, HeldLevel level) {
    return state.put(key(LEVEL, participant), level);
  }

  /** The voucher with this id. */
  public Optional<Voucher> voucher(Hash id) {
    return state.get(key(VOUCHER, id), Voucher::decode);
  }

  ChainState with(Hash id, Voucher voucher) {
    return state.put(key(VOUCHER, id), voucher);
  }

  /** When and how the participant left. */
  public Optional<Departure> departure(PublicKey participant) {
    return state.get(key(DEPARTURE, participant), Departure::decode);
  }

  /** Whether the participant has left, for good. */
  public boolean hasLeft(PublicKey participant) {
    return state.has(departureKey(participant));
  }

  static Bytes departureKey(PublicKey participant) {
    return key(DEPARTURE, participant);
  }

  ChainState with(PublicKey participant, Departure departure) {
    return state.put(key(DEPARTURE, participant), departure);
  }

  /** Whether the center froze the participant's account. */
  public boolean isFrozen(PublicKey participant) {
    return state.has(key(FROZEN, participant));
  }

  ChainState withFrozen(PublicKey participant) {
    return state.mark(key(FROZEN, participant));
  }

  ChainState withThawed(PublicKey participant) {
    return state.without(key(FROZEN, participant));
  }

  /** The points of the participant's bond. */
  public long bond(PublicKey participant) {
    return PointLedger.over(state.tree()).balanceOf(Account.bondOf(participant));
  }

  /** What of the participant's points may be redeemed. */
  public long redeemable(PublicKey participant) {
    return state.points().redeemable(participant);
  }

  /** The rules that were ordered and are not in force yet (GAME-9). */
  public Optional<PendingRules> nextRules() {
    return PendingRules.pendingIn(state.tree());
  }

  /** The open offers that the participant is a party to. */
  List<Position> positions(PublicKey participant) {
    return state
        .get(key(POSITIONS, participant), in -> in.list(Position.MIN_SIZE, Position::decode))
        .orElse(List.of());
  }

  ChainState withPosition(PublicKey participant, Position position) {
    List<Position> more = new ArrayList<>(positions(participant));
    more.add(position);
    return with(participant, more);
  }

  ChainState withoutPosition(PublicKey participant, Position position) {
    List<Position> fewer = new ArrayList<>(positions(participant));
    fewer.remove(position);
    return with(participant, fewer);
  }

  private ChainState with(PublicKey participant, List<Position> positions) {
    Bytes key = key(POSITIONS, participant);
    return positions.isEmpty() ? state.without(key) : state.put(key, out -> out.list(positions));
  }

  private static Bytes key(int first, Hash name) {
    return new Encoder(1 + Hash.SIZE).uint8(first).hash(name).toBytes();
  }

  static Bytes key(int first, PublicKey name) {
    return new Encoder(1 + PublicKey.SIZE).uint8(first).value(name).toBytes();
  }

  private static Bytes key(int first, Hash record, PublicKey participant) {
    int size = 1 + Hash.SIZE + PublicKey.SIZE;
    return new Encoder(size).uint8(first).hash(record).value(participant).toBytes();
  }
}

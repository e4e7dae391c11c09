package org.medchain.contract.verdict;

import java.util.List;
import java.util.Optional;
import org.medchain.contract.economy.ServicePayments;
import org.medchain.contract.engine.Call;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.StateEntry;
import org.medchain.contract.engine.Table;
import org.medchain.contract.engine.Table.Mark;
import org.medchain.contract.engine.Table.RecordParty;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.records.Purchases;
import org.medchain.contract.records.StoredRecord;
import org.medchain.contract.registration.VerifierRoll;
import org.medchain.data.Codec;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.incentive.VerdictRules;

/** Whether a record is valid, and the decision on it (GAME-1 to GAME-3; decision 0129). */
public final class Verdicts {
  static final Table<Hash, Verification> VERIFICATIONS =
      new Table<>(0x29, "verdicts", Codec.HASH, Codec.of(Verification.class));

  static final Table<RecordParty, Mark> OBTAINED =
      new Table<>(0x2A, "obtained by read", Table.RECORD_PARTY, Table.MARK);

  static final Table<RecordParty, Mark> EVALUATED =
      new Table<>(0x2B, "evaluated", Table.RECORD_PARTY, Table.MARK);

  static final Table<Hash, Long> TRAPS = new Table<>(0x2C, "traps", Codec.HASH, Codec.INT64);

  static final Table<PublicKey, Rating> RATINGS =
      new Table<>(0x46, "ratings", PublicKey.CODEC, Codec.of(Rating.class));

  /** The reads of a draw for each record, besides finding the verifiers. */
  static final int DRAW_READS = 5;

  /** And of each seat: two candidates, each with its score. */
  static final int SEAT_READS = 4;

  private Verdicts() {}

  /** The users' rating of a participant's records. */
  public static Rating rating(WorldState state, PublicKey owner) {
    return RATINGS.get(state, owner).orElse(Rating.NONE);
  }

  /** The proceedings about a record; nothing if it came in when there were no verifiers. */
  public static Optional<Verification> of(WorldState state, Hash record) {
    return VERIFICATIONS.get(state, record);
  }

  /** How many verifiers were drawn for a record. */
  static long seats(WorldState state, Hash record) {
    return of(state, record).map(each -> each.seats().size()).orElse(0);
  }

  /** Whether {@code reader} paid for the record, for a read or by an agreement (GAME-3). */
  public static boolean hasObtained(WorldState state, Hash record, PublicKey reader) {
    return OBTAINED.has(state, new RecordParty(record, reader))
        || Purchases.of(state, record, reader).isPresent();
  }

  /** {@code reader} paid for a read: where there was a verdict, it may evaluate the record. */
  public static WorldState obtained(WorldState state, Hash record, PublicKey reader) {
    return VERIFICATIONS.has(state, record)
        ? Table.mark(OBTAINED, state, new RecordParty(record, reader))
        : state;
  }

  /** A record came in under rules that have verifiers: nothing is paid yet. */
  static WorldState await(WorldState before, Call call, Hash id, List<Event> events) {
    VerdictRules rules = before.rules().verdict();
    // The draw at the next block's end counts here, where the block can refuse it (CON-45).
    before.tree().countReads(DRAW_READS + SEAT_READS * rules.verifiers());
    Verification opened = Verification.opened(rules, call.height());
    events.add(new VerdictEvents.VerdictAwaited(id, opened.until()));
    WorldState state = VERIFICATIONS.put(before, id, opened);
    return Verifiers.await(state, id, call.height());
  }

  /** Whether a vote may still decide: after that the record stays undecided. */
  static boolean isOpen(StoredRecord record, Verification verification, long height) {
    return record.isPending() && height <= verification.until();
  }

  /**
   * Whether {@code reader} has to look at the record before the verdict (GAME-1): it was drawn, has
   * not been struck since, and a verdict may still come. If a record stays undecided, a verifier's
   * seat gives no right to read it.
   *
   * @param height of the block
   */
  public static boolean maySee(
      WorldState state, Hash id, StoredRecord record, PublicKey reader, long height) {
    return record.isPending()
        && of(state, id)
            .filter(each -> isOpen(record, each, height) && each.seatOf(reader).isPresent())
            .isPresent()
        && VerifierRoll.isEnlisted(state, reader);
  }

  /**
   * Pays voters for {@code truth}, and punishes voters against it; silent verifiers get neither.
   */
  static WorldState payByTruth(
      WorldState before,
      ServicePayments payments,
      Verification verification,
      Opinion truth,
      long reward,
      long penalty) {
    WorldState state = before;
    for (Verification.Seat seat : verification.seats()) {
      if (seat.opinion() == truth) {
        state = payments.reward(state, seat.verifier(), reward);
      } else if (seat.opinion() != Opinion.NONE) {
        state = payments.penalise(state, seat.verifier(), penalty);
      }
    }
    return state;
  }

  /** The entry of an owner's rating. */
  public static StateEntry<Rating> ratingEntry(PublicKey owner) {
    return RATINGS.entry(owner);
  }
}

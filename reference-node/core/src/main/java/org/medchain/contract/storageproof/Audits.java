package org.medchain.contract.storageproof;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.medchain.contract.economy.Scores;
import org.medchain.contract.economy.Service;
import org.medchain.contract.economy.ServicePayments;
import org.medchain.contract.engine.Call;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.StateEntry;
import org.medchain.contract.engine.Table;
import org.medchain.contract.engine.Table.RecordParty;
import org.medchain.contract.engine.Table.Sole;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.records.Records;
import org.medchain.contract.registration.Departure;
import org.medchain.contract.registration.Registration;
import org.medchain.data.Codec;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.incentive.AuditRules;

/** The holders, and whether they still have their files (paper §3.2.4; GAME-4; decision 0130). */
public final class Audits {
  static final Table<RecordParty, Holding> HOLDINGS =
      new Table<>(0x2D, "holdings", Table.RECORD_PARTY, Codec.of(Holding.class));

  static final Table<Sole, AuditRound> ROUND =
      new Table<>(0x2E, "last audit", Table.SOLE, Codec.of(AuditRound.class));

  private Audits() {}

  /** A file that is entrusted to {@code holder}: none whose owner has left (GAME-7). */
  public static Optional<Holding> holding(WorldState state, Hash record, PublicKey holder) {
    return listed(state, record, holder)
        .filter(held -> Records.ownersExit(state, record).isEmpty());
  }

  /** The same, also for a holding that ended with its owner's exit. */
  static Optional<Holding> listed(WorldState state, Hash record, PublicKey holder) {
    return HOLDINGS.get(state, new RecordParty(record, holder));
  }

  /** The last audit; nothing before the first. */
  public static Optional<AuditRound> last(WorldState state) {
    return ROUND.get(state, Sole.ENTRY);
  }

  /** The same; the one that never was before the first. */
  static AuditRound round(WorldState state) {
    return last(state).orElse(AuditRound.NONE);
  }

  /** The entry for a holder's holding of a record's file. */
  public static StateEntry<Holding> holdingEntry(Hash record, PublicKey holder) {
    return HOLDINGS.entry(new RecordParty(record, holder));
  }

  /** The entry of the last audit. */
  public static StateEntry<AuditRound> roundEntry() {
    return ROUND.entry(Sole.ENTRY);
  }

  /** Number of the last audit that is over at this height. */
  public static long lastOver(WorldState state, long height) {
    return round(state).lastOver(height);
  }

  /** Shared storage counts towards its holder's score, as long as there are audits. */
  public static WorldState shared(WorldState state, PublicKey participant, int records) {
    return state.rules().audit().isOn() ? Scores.count(state, participant, 0, 0, records) : state;
  }

  static WorldState put(WorldState state, Hash record, PublicKey holder, Holding holding) {
    return HOLDINGS.put(state, new RecordParty(record, holder), holding);
  }

  static WorldState remove(WorldState state, Hash record, PublicKey holder) {
    return HOLDINGS.remove(state, new RecordParty(record, holder));
  }

  /** At the end of a block: ends the last audit if it is over, and begins one if one is due. */
  static WorldState endBlock(WorldState before, long height, Hash block) {
    AuditRules rules = before.rules().audit();
    AuditRound last = round(before);
    WorldState state =
        last.until() == height ? AuditPenalties.ended(before, last, rules.penalty()) : before;
    // After a change of the rules the last one may be open longer than the new ones are apart.
    if (!rules.isOn() || height % rules.everyBlocks() != 0 || last.until() > height) {
      return state;
    }
    AuditRound next = new AuditRound(last.number() + 1, height + rules.answerBlocks(), block);
    return ROUND.put(state, Sole.ENTRY, next);
  }

  /**
   * Accounts for the audits that are over and were not answered, each by the rules under which it
   * ended: a subtraction for any number of them, so that no block has to visit all holders. None
   * counts that was open when the holder or the record's owner left, or came later (GAME-7).
   */
  static WorldState countMissed(
      Call call, WorldState state, Hash id, PublicKey holder, List<Event> events) {
    Holding held = listed(state, id, holder).orElseThrow();
    long over =
        Stream.of(Registration.departureEntry(holder).in(state), Records.ownersExit(state, id))
            .flatMap(Optional::stream)
            .mapToLong(Departure::lastAudit)
            .min()
            .orElse(lastOver(state, call.height()));
    long missed = over - held.nextAudit() + 1;
    if (missed <= 0) {
      return state;
    }
    WorldState noted = put(state, id, holder, held.accountedTo(over + 1));
    noted = Scores.count(noted, holder, 0, missed, 0);
    events.add(new AuditEvents.AuditMissed(id, holder, missed));
    long due = AuditPenalties.due(noted, held.nextAudit(), over);
    return new ServicePayments(Service.AUDIT, id, events).penalise(noted, holder, due);
  }
}

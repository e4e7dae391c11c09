package org.medchain.contract.consent;

import static org.medchain.contract.engine.OperationPermissions.PARTICIPANT;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.contract.engine.Call;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.OperationRow;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Result;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.records.Records;
import org.medchain.contract.records.StoredRecord;
import org.medchain.contract.registration.Registration;
import org.medchain.contract.storageproof.Audits;
import org.medchain.contract.verdict.Verdicts;
import org.medchain.data.Argument;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.incentive.CreditPoints;

/**
 * The sender asks to read a record's content for a purpose (CON-31; decision 0240). The order
 * succeeds whenever there is such a record: its event says whether the read is granted, and the
 * owner's audit trail has both.
 *
 * @param record its id
 * @param purpose of the read
 */
@OperationRow(number = 36, name = "read", requirement = "CON-31")
public record ReadRecord(Hash record, Purpose purpose) implements Operation {
  /** Of a paid read: both accounts, supply, grant, score, and that the reader paid. */
  private static final int PAID_BYTES = 323;

  /** CON-31. */
  public static final OperationType<ReadRecord> TYPE =
      OperationType.of(ReadRecord.class, PARTICIPANT, 103, 9, AccessLog.MAX_BYTES + PAID_BYTES);

  /** Refuses a purpose that is not for reading. */
  public ReadRecord {
    Argument.refuseIf(!purpose.mayBeRead(), "nobody reads for %s", purpose);
  }

  @Override
  public Result execute(Call call, WorldState state) {
    long timeMs = call.timeMs();
    StoredRecord stored = Records.find(state, record).orElseThrow(Outcome.UNKNOWN_RECORD::refusal);
    Reading reading = new Reading(call.sender(), call.role(), purpose, call.height(), timeMs);
    return logged(call, state, record, stored, reading);
  }

  /**
   * The answer to the order in a block of this height and time if the reader has the points that it
   * may cost: a reader that paid, and has none left, may still be given the key. Nothing without
   * the record or reader.
   */
  public static Optional<ReadAnswer> answer(
      WorldState state, Hash id, PublicKey reader, Purpose purpose, long height, long timeMs) {
    return Registration.activeRole(state, reader)
        .flatMap(
            role ->
                Records.find(state, id)
                    .map(
                        record ->
                            new Reading(reader, role, purpose, height, timeMs)
                                .answer(state, id, record)));
  }

  private static Result logged(
      Call call, WorldState state, Hash id, StoredRecord record, Reading reading) {
    ReadAnswer allowed = reading.answer(state, id, record);
    long price = reading.price(state, allowed);
    boolean tooDear = price > 0 && state.balance(reading.reader()) < price;
    ReadAnswer answer = tooDear ? ReadAnswer.INSUFFICIENT_POINTS : allowed;
    PublicKey owner = record.owner();
    AccessTrail trail = AccessLog.of(state, owner);
    AccessEntry line =
        new AccessEntry(
            trail.length(),
            id,
            reading.reader(),
            reading.purpose(),
            answer,
            call.height(),
            call.index(),
            reading.timeMs(),
            tooDear ? 0 : price);
    List<Event> events = new ArrayList<>();
    events.add(new ConsentEvents.ReadAnswered(owner, line));
    if (answer == ReadAnswer.BREAK_GLASS) {
      events.add(new ConsentEvents.GlassBroken(id, owner, reading.reader(), line.number()));
    }
    return Result.done(AccessLog.append(paid(state, owner, line), owner, trail, line), events);
  }

  /** GAME-3, GAME-4: a reader that paid may evaluate, and the owner has shared. */
  private static WorldState paid(WorldState state, PublicKey owner, AccessEntry line) {
    if (line.price() == 0) {
      return state;
    }
    CreditPoints paid = state.points().payQuery(line.reader(), owner, line.price()).orElseThrow();
    WorldState shared = Audits.shared(state.with(paid), owner, 1);
    return Verdicts.obtained(shared, line.record(), line.reader());
  }
}

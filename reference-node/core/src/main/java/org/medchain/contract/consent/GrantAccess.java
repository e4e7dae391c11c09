package org.medchain.contract.consent;

import java.util.Optional;
import org.medchain.contract.engine.Call;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Result;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.Senders;
import org.medchain.contract.engine.StateCodec.RecordParty;
import org.medchain.contract.engine.WorkBound;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.records.Records;
import org.medchain.contract.records.StoredRecord;
import org.medchain.contract.registration.Registration;
import org.medchain.data.Decoder;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/**
 * The owner lets a key read, or share, a record (CON-8).
 *
 * @param record its id
 * @param reader the key
 * @param right the right, which replaces an earlier one
 */
public record GrantAccess(Hash record, PublicKey reader, Right right) implements Operation {
  /** CON-8. */
  public static final OperationType<GrantAccess> TYPE =
      OperationType.ordered(
          4,
          "grant",
          GrantAccess.class,
          GrantAccess::decode,
          Senders.anybodyByClientsOf(Role.PATIENT),
          "CON-8",
          WorkBound.of(7, 1, 66),
          GrantAccess::execute);

  static GrantAccess decode(Decoder in) {
    return new GrantAccess(in.hash(), PublicKey.decode(in), Right.decode(in));
  }

  @Override
  public OperationType<GrantAccess> type() {
    return TYPE;
  }

  @Override
  public void encode(Encoder out) {
    out.hash(record).value(reader).uint8(right.code());
  }

  static Result execute(Call call, WorldState state, GrantAccess operation) {
    Optional<StoredRecord> found = Records.find(state, operation.record());
    if (found.isEmpty()) {
      return Result.refused(Outcome.UNKNOWN_RECORD);
    }
    if (!found.get().owner().equals(call.sender())) {
      return Result.refused(Outcome.NOT_ALLOWED);
    }
    // GAME-1: nothing is granted before the verdict, or records could be shared without one.
    if (found.get().isPending()) {
      return Result.refused(Outcome.RECORD_PENDING);
    }
    if (Registration.activeRole(state, operation.reader()).isEmpty()) {
      return Result.refused(Outcome.UNKNOWN_PARTICIPANT);
    }
    Right right = operation.right();
    RecordParty whose = new RecordParty(operation.record(), operation.reader());
    if (Consent.RIGHTS.get(state, whose).equals(Optional.of(right))) {
      return Result.refused(Outcome.ALREADY_GRANTED);
    }
    return Result.done(
        Consent.RIGHTS.put(state, whose, right),
        new ConsentEvents.AccessGranted(operation.record(), operation.reader(), right));
  }
}

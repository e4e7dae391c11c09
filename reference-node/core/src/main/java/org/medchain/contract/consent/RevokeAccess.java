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
import org.medchain.data.Decoder;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/**
 * The owner takes a granted right back; access sold by an agreement cannot be revoked (CON-8).
 *
 * @param record its id
 * @param reader the key
 */
public record RevokeAccess(Hash record, PublicKey reader) implements Operation {
  /** CON-8. */
  public static final OperationType<RevokeAccess> TYPE =
      OperationType.ordered(
          5,
          "revoke",
          RevokeAccess.class,
          RevokeAccess::decode,
          Senders.anybodyByClientsOf(Role.PATIENT),
          "CON-8",
          WorkBound.of(2, 1, 0),
          RevokeAccess::execute);

  static RevokeAccess decode(Decoder in) {
    return new RevokeAccess(in.hash(), PublicKey.decode(in));
  }

  @Override
  public OperationType<RevokeAccess> type() {
    return TYPE;
  }

  @Override
  public void encode(Encoder out) {
    out.hash(record).value(reader);
  }

  static Result execute(Call call, WorldState state, RevokeAccess operation) {
    Optional<StoredRecord> found = Records.find(state, operation.record());
    if (found.isEmpty()) {
      return Result.refused(Outcome.UNKNOWN_RECORD);
    }
    if (!found.get().owner().equals(call.sender())) {
      return Result.refused(Outcome.NOT_ALLOWED);
    }
    RecordParty whose = new RecordParty(operation.record(), operation.reader());
    if (!Consent.RIGHTS.has(state, whose)) {
      return Result.refused(Outcome.NOT_GRANTED);
    }
    return Result.done(
        Consent.RIGHTS.remove(state, whose),
        new ConsentEvents.AccessRevoked(operation.record(), operation.reader()));
  }
}

package org.medchain.contract.verdict;

import static org.medchain.contract.engine.OperationPermissions.CENTER;

import java.util.ArrayList;
import java.util.List;
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
import org.medchain.data.Hash;

/**
 * The regulatory center finds a record false, once; the patient that signed it is penalised
 * (CON-9); that it is valid it says by its vote (INC-11). Verifiers decide on their records: two
 * authorities over one record could contradict each other.
 *
 * @param record its id
 */
@OperationRow(number = 6, name = "judge", requirement = "CON-9")
public record JudgeRecord(Hash record) implements Operation {
  /** CON-9. */
  public static final OperationType<JudgeRecord> TYPE =
      OperationType.of(JudgeRecord.class, CENTER, 14, 6, 405);

  @Override
  public Result execute(Call call, WorldState state) {
    StoredRecord found = Records.find(state, record).orElseThrow(Outcome.UNKNOWN_RECORD::refusal);
    Outcome.NOT_ALLOWED.refuseIf(Verdicts.of(state, record).isPresent());
    Outcome.RECORD_FALSE.refuseIf(found.foundFalse());
    List<Event> events = new ArrayList<>();
    return Result.done(Records.foundFalse(state, record, found, events), events);
  }
}

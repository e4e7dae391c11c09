package org.medchain.contract.storageproof;

import static org.medchain.contract.engine.OperationPermissions.anybodyByClientsOf;

import org.medchain.contract.economy.Scores;
import org.medchain.contract.engine.Call;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.OperationRow;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Result;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.WorldState;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/**
 * A hospital accepts a file that was entrusted to it (GAME-4).
 *
 * @param record id of the record
 */
@OperationRow(number = 18, name = "hold", requirement = "GAME-4")
public record HoldFile(Hash record) implements Operation {
  /** GAME-4. */
  public static final OperationType<HoldFile> TYPE =
      OperationType.of(HoldFile.class, anybodyByClientsOf(Role.Duty.STORE), 10, 1, 110);

  @Override
  public Result execute(Call call, WorldState state) {
    PublicKey holder = call.sender();
    Holding offered =
        Audits.holding(state, record, holder).orElseThrow(Outcome.NO_HOLDING::refusal);
    Outcome.HOLDING_EXISTS.refuseIf(offered.accepted());
    Outcome.INSUFFICIENT_POINTS.refuseUnless(hasDeposit(state, holder));
    // A running audit has published its seed already.
    long next = Audits.round(state).number() + 1;
    return Result.done(
        Audits.put(state, record, holder, offered.accountedTo(next)),
        new AuditEvents.HoldingAccepted(record, holder));
  }

  /** GAME-30: a holder that missed audits must have points for the next penalties. */
  private static boolean hasDeposit(WorldState state, PublicKey holder) {
    long deposit = state.rules().audit().score().depositOf(Scores.of(state, holder));
    return deposit == 0 || state.points().covered(holder) >= deposit;
  }
}

package org.medchain.contract.verdict;

import static org.medchain.contract.engine.OperationPermissions.CENTER;

import org.medchain.contract.engine.Call;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.OperationRow;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Result;
import org.medchain.contract.engine.WorldState;
import org.medchain.data.Hash;

/**
 * The regulatory center commits to the truth about a record before its upload: trap records, whose
 * truth it has committed to by a hash, pay verifiers that check (GAME-2; decision 0129).
 *
 * @param commitment see {@link RevealTrap#commitment}
 */
@OperationRow(number = 15, name = "set trap", requirement = "GAME-2")
public record SetTrap(Hash commitment) implements Operation {
  /** GAME-2. */
  public static final OperationType<SetTrap> TYPE =
      OperationType.of(SetTrap.class, CENTER, 1, 1, 41);

  @Override
  public Result execute(Call call, WorldState state) {
    Outcome.TRAP_EXISTS.refuseIf(Verdicts.TRAPS.has(state, commitment));
    return Result.done(
        Verdicts.TRAPS.put(state, commitment, call.height()),
        new VerdictEvents.TrapSet(commitment));
  }
}

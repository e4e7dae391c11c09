package org.medchain.contract.center;

import static org.medchain.contract.engine.OperationPermissions.CENTER;

import org.medchain.contract.engine.Call;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.OperationRow;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Result;
import org.medchain.contract.engine.WorldState;
import org.medchain.data.Argument;
import org.medchain.incentive.IncentiveRules;
import org.medchain.incentive.PendingRules;

/**
 * The regulatory center changes the rules of the incentive layer: they are ledger data, changed by
 * an ordered decision (INC-1, GAME-9; decision 0124).
 *
 * @param fromHeight of the first block under them
 * @param rules all of them
 */
@OperationRow(number = 29, name = "change rules", requirement = "GAME-9")
public record ChangeRules(long fromHeight, IncentiveRules rules) implements Operation {
  /** GAME-9. */
  public static final OperationType<ChangeRules> TYPE =
      OperationType.of(ChangeRules.class, CENTER, 0, 1, 444);

  /** Refuses a height that no block of transactions has. */
  public ChangeRules {
    Argument.refuseIf(fromHeight < 1, "no rules begin at height %s", fromHeight);
  }

  @Override
  public Result execute(Call call, WorldState state) {
    // Never within a block: all transactions of one block are under the same rules.
    Outcome.TOO_LATE.refuseIf(fromHeight <= call.height());
    PendingRules next = new PendingRules(fromHeight, rules);
    return Result.done(
        state.withNextRules(next), new CenterEvents.RulesOrdered(next.fromHeight(), next.rules()));
  }
}

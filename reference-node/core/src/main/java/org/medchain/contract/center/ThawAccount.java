package org.medchain.contract.center;

import static org.medchain.contract.engine.OperationPermissions.CENTER;

import org.medchain.contract.engine.Call;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.OperationRow;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Result;
import org.medchain.contract.engine.WorldState;
import org.medchain.data.PublicKey;

/**
 * The regulatory center thaws an account (GAME-8).
 *
 * @param participant whose it is
 */
@OperationRow(number = 28, name = "thaw", requirement = "GAME-8")
public record ThawAccount(PublicKey participant) implements Operation {
  /** GAME-8. */
  public static final OperationType<ThawAccount> TYPE =
      OperationType.of(ThawAccount.class, CENTER, 1, 1, 0);

  @Override
  public Result execute(Call call, WorldState state) {
    PublicKey whose = participant;
    Outcome.NOT_FROZEN.refuseUnless(Freezing.isFrozen(state, whose));
    return Result.done(Freezing.FROZEN.remove(state, whose), new CenterEvents.Thawed(whose));
  }
}

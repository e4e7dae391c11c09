package org.medchain.contract.center;

import static org.medchain.contract.engine.OperationPermissions.CENTER;

import org.medchain.contract.engine.Call;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.OperationRow;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Result;
import org.medchain.contract.engine.Table;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.registration.Registration;
import org.medchain.data.PublicKey;

/**
 * The regulatory center holds an account while something is looked into (GAME-8; decision 0124).
 *
 * @param participant whose it is
 */
@OperationRow(number = 27, name = "freeze", requirement = "GAME-8")
public record FreezeAccount(PublicKey participant) implements Operation {
  /** GAME-8. */
  public static final OperationType<FreezeAccount> TYPE =
      OperationType.of(FreezeAccount.class, CENTER, 2, 1, 34);

  @Override
  public Result execute(Call call, WorldState state) {
    PublicKey whose = participant;
    Outcome.NOT_ALLOWED.refuseIf(whose.equals(call.sender()));
    Outcome.UNKNOWN_PARTICIPANT.refuseIf(Registration.role(state, whose).isEmpty());
    Outcome.ACCOUNT_FROZEN.refuseIf(Freezing.isFrozen(state, whose));
    return Result.done(Table.mark(Freezing.FROZEN, state, whose), new CenterEvents.Frozen(whose));
  }
}

package org.medchain.contract.registration;

import static org.medchain.contract.engine.OperationPermissions.ANYBODY;

import org.medchain.contract.engine.Call;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.OperationRow;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Result;
import org.medchain.contract.engine.WorldState;
import org.medchain.data.PublicKey;

/** The sender reads its role and the points in its account (CON-20). */
@OperationRow(number = 11, name = "balance", requirement = "CON-20", readable = true)
public record AskBalance() implements Operation {
  /** CON-20. */
  public static final OperationType<AskBalance> TYPE =
      OperationType.of(AskBalance.class, ANYBODY, 2, 0, 0);

  @Override
  public Result execute(Call call, WorldState state) {
    PublicKey key = call.sender();
    return Result.done(
        state, new RegistrationEvents.BalanceTold(key, call.role(), state.balance(key)));
  }
}

package org.medchain.contract.consent;

import static org.medchain.contract.engine.OperationPermissions.ANYBODY;

import java.util.ArrayList;
import java.util.List;
import org.medchain.contract.engine.Call;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.OperationRow;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Result;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.WorldState;
import org.medchain.data.PublicKey;

/**
 * Ends a delegation: the owner one that it gave, the center one that it ordered, the delegate any
 * delegation that it has (CON-31).
 *
 * @param owner for whom
 * @param delegate who acted
 */
@OperationRow(number = 35, name = "end delegation", requirement = "CON-31")
public record EndDelegation(PublicKey owner, PublicKey delegate) implements Operation {
  /** CON-31. */
  public static final OperationType<EndDelegation> TYPE =
      OperationType.of(EndDelegation.class, ANYBODY, 1, 1, Delegates.MAX_BYTES);

  @Override
  public Result execute(Call call, WorldState state) {
    check(call);
    List<Delegation> all = new ArrayList<>(Delegates.of(state, owner));
    boolean ended = all.removeIf(each -> ends(call, each));
    Outcome.NOT_GRANTED.refuseUnless(ended);
    return Result.done(
        Delegates.put(state, owner, all), new ConsentEvents.DelegationEnded(owner, delegate));
  }

  private void check(Call call) {
    boolean concerned =
        call.role() == Role.REGULATORY_CENTER
            || call.sender().equals(owner)
            || call.sender().equals(delegate);
    Outcome.NOT_ALLOWED.refuseUnless(concerned);
  }

  private boolean ends(Call call, Delegation each) {
    if (!each.delegate().equals(delegate)) {
      return false;
    }
    return call.sender().equals(delegate)
        || each.byCenter() == (call.role() == Role.REGULATORY_CENTER);
  }
}

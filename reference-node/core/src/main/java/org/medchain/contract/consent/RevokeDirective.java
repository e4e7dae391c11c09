package org.medchain.contract.consent;

import static org.medchain.contract.engine.OperationPermissions.PARTICIPANT;

import org.medchain.contract.engine.Call;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.OperationRow;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Result;
import org.medchain.contract.engine.WorldState;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/**
 * An owner, or its delegate, takes a directive back: for the next transaction it is not there
 * (CON-30).
 *
 * @param directive its id
 */
@OperationRow(number = 33, name = "revoke directive", requirement = "CON-30")
public record RevokeDirective(Hash directive) implements Operation {
  /** CON-30. */
  public static final OperationType<RevokeDirective> TYPE =
      OperationType.of(RevokeDirective.class, PARTICIPANT, 12, 5, Directives.MAX_BYTES);

  @Override
  public Result execute(Call call, WorldState state) {
    long timeMs = call.timeMs();
    ConsentDirective found =
        Directives.DIRECTIVES.get(state, directive).orElseThrow(Outcome.NOT_GRANTED::refusal);
    PublicKey owner = found.terms().owner();
    Delegates.check(state, owner, call.sender(), timeMs);
    return Result.done(
        Directives.remove(state, directive, found),
        new ConsentEvents.DirectiveRevoked(directive, owner, call.sender()));
  }
}

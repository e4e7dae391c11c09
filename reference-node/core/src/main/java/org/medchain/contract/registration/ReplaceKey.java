package org.medchain.contract.registration;

import static org.medchain.contract.engine.OperationPermissions.CENTER;

import java.util.Optional;
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
 * The regulatory center links a new key to a participant whose key was lost, taken or changed
 * (CON-32, REG-6; decision 0242). The old key is refused from then on, like a revoked one; all that
 * the participant has stays where it is, under its name.
 *
 * @param participant its name, or the key that signs for it
 * @param successor the key that signs for it from now on
 */
@OperationRow(number = 37, name = "replace key", requirement = "CON-32")
public record ReplaceKey(PublicKey participant, PublicKey successor) implements Operation {
  /** CON-32. */
  public static final OperationType<ReplaceKey> TYPE =
      OperationType.of(ReplaceKey.class, CENTER, 8, 3, 171);

  @Override
  public Result execute(Call call, WorldState state) {
    PublicKey name = KeyNames.name(state, participant);
    PublicKey old = KeyNames.current(state, name);
    check(state, name, old);
    WorldState refused = Registration.refuse(state, old, call.height());
    return Result.done(
        KeyNames.link(refused, name, successor),
        new RegistrationEvents.KeyReplaced(name, old, successor));
  }

  private void check(WorldState state, PublicKey name, PublicKey old) {
    Optional<Role> role = Registration.role(state, name);
    Outcome.UNKNOWN_PARTICIPANT.refuseIf(role.isEmpty() || Registration.hasLeft(state, name));
    // The genesis state names the center's key, and everybody's certificates are under it.
    Outcome.NOT_ALLOWED.refuseIf(role.get() == Role.REGULATORY_CENTER);
    Outcome.KEY_REPLACED.refuseIf(!participant.equals(name) && !participant.equals(old));
    Outcome.ALREADY_REGISTERED.refuseIf(Registration.isKnown(state, successor));
    Outcome.REVOKED.refuseIf(Registration.isRevoked(state, successor));
  }
}

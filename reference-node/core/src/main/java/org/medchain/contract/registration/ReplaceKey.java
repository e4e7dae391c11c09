package org.medchain.contract.registration;

import java.util.Optional;
import org.medchain.contract.engine.Call;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Result;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.Senders;
import org.medchain.contract.engine.WorkBound;
import org.medchain.contract.engine.WorldState;
import org.medchain.data.Decoder;
import org.medchain.data.Encoder;
import org.medchain.data.PublicKey;

/**
 * The regulatory center links a new key to a participant whose key was lost, taken or changed
 * (CON-32, REG-6; decision 0242). The old key is refused from then on, like a revoked one; what the
 * participant has stays where it is, under its name.
 *
 * @param participant its name, or the key that signs for it
 * @param successor the key that signs for it from now on
 */
public record ReplaceKey(PublicKey participant, PublicKey successor) implements Operation {
  /** CON-32. */
  public static final OperationType<ReplaceKey> TYPE =
      OperationType.ordered(
          37,
          "replace key",
          ReplaceKey.class,
          ReplaceKey::decode,
          Senders.CENTER,
          "CON-32",
          WorkBound.of(8, 3, 171),
          ReplaceKey::execute);

  static ReplaceKey decode(Decoder in) {
    return new ReplaceKey(PublicKey.decode(in), PublicKey.decode(in));
  }

  @Override
  public OperationType<ReplaceKey> type() {
    return TYPE;
  }

  @Override
  public void encode(Encoder out) {
    out.value(participant).value(successor);
  }

  static Result execute(Call call, WorldState state, ReplaceKey operation) {
    PublicKey name = KeyNames.name(state, operation.participant());
    PublicKey old = KeyNames.current(state, name);
    Optional<Outcome> objection = operation.objection(state, name, old);
    if (objection.isPresent()) {
      return Result.refused(objection.get());
    }
    WorldState refused = Registration.refuse(state, old, call.height());
    return Result.done(
        KeyNames.link(refused, name, operation.successor()),
        new RegistrationEvents.KeyReplaced(name, old, operation.successor()));
  }

  private Optional<Outcome> objection(WorldState state, PublicKey name, PublicKey old) {
    Optional<Role> role = Registration.role(state, name);
    if (role.isEmpty() || Registration.hasLeft(state, name)) {
      return Optional.of(Outcome.UNKNOWN_PARTICIPANT);
    }
    // The genesis state names the center's key, and everybody's certificates are under it.
    if (role.get() == Role.REGULATORY_CENTER) {
      return Optional.of(Outcome.NOT_ALLOWED);
    }
    if (!participant.equals(name) && !participant.equals(old)) {
      return Optional.of(Outcome.KEY_REPLACED);
    }
    if (Registration.isKnown(state, successor)) {
      return Optional.of(Outcome.ALREADY_REGISTERED);
    }
    return Registration.isRevoked(state, successor)
        ? Optional.of(Outcome.REVOKED)
        : Optional.empty();
  }
}

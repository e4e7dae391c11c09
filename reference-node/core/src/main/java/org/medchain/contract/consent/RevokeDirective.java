package org.medchain.contract.consent;

import java.util.Optional;
import org.medchain.contract.engine.Call;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Result;
import org.medchain.contract.engine.Senders;
import org.medchain.contract.engine.WorkBound;
import org.medchain.contract.engine.WorldState;
import org.medchain.data.Decoder;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/**
 * An owner, or who acts for it, takes a directive back: for the next transaction it is not there
 * (CON-30).
 *
 * @param directive its id
 */
public record RevokeDirective(Hash directive) implements Operation {
  /** CON-30. */
  public static final OperationType<RevokeDirective> TYPE =
      OperationType.ordered(
          33,
          "revoke directive",
          RevokeDirective.class,
          RevokeDirective::decode,
          Senders.PARTICIPANT,
          "CON-30",
          WorkBound.of(12, 5, Directives.MAX_BYTES),
          RevokeDirective::execute);

  static RevokeDirective decode(Decoder in) {
    return new RevokeDirective(in.hash());
  }

  @Override
  public OperationType<RevokeDirective> type() {
    return TYPE;
  }

  @Override
  public void encode(Encoder out) {
    out.hash(directive);
  }

  static Result execute(Call call, WorldState state, RevokeDirective operation) {
    Hash id = operation.directive();
    if (call.blockTimeMs().isEmpty()) {
      return Result.refused(Outcome.NOT_READ_ONLY);
    }
    Optional<ConsentDirective> found = Directives.find(state, id);
    if (found.isEmpty()) {
      return Result.refused(Outcome.NOT_GRANTED);
    }
    PublicKey owner = found.get().terms().owner();
    Optional<Outcome> objection =
        Delegates.objection(state, owner, call.sender(), call.blockTimeMs().getAsLong());
    return objection.isPresent()
        ? Result.refused(objection.get())
        : Result.done(
            Directives.remove(state, id, found.get()),
            new ConsentEvents.DirectiveRevoked(id, owner, call.sender()));
  }
}

package org.medchain.contract.consent;

import java.util.ArrayList;
import java.util.List;
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
 * Ends a delegation: the owner one that it gave, the center one that it ordered, the delegate any
 * of its own (CON-31).
 *
 * @param owner for whom
 * @param delegate who acted
 */
public record EndDelegation(PublicKey owner, PublicKey delegate) implements Operation {
  /** CON-31. */
  public static final OperationType<EndDelegation> TYPE =
      OperationType.ordered(
          35,
          "end delegation",
          EndDelegation.class,
          EndDelegation::decode,
          Senders.ANYBODY,
          "CON-31",
          WorkBound.of(1, 1, Delegates.MAX_BYTES),
          EndDelegation::execute);

  static EndDelegation decode(Decoder in) {
    return new EndDelegation(PublicKey.decode(in), PublicKey.decode(in));
  }

  @Override
  public OperationType<EndDelegation> type() {
    return TYPE;
  }

  @Override
  public void encode(Encoder out) {
    out.value(owner).value(delegate);
  }

  static Result execute(Call call, WorldState state, EndDelegation operation) {
    Optional<Outcome> objection = operation.objection(call);
    if (objection.isPresent()) {
      return Result.refused(objection.get());
    }
    List<Delegation> all = new ArrayList<>(Delegates.of(state, operation.owner()));
    boolean ended = all.removeIf(each -> operation.ends(call, each));
    return ended
        ? Result.done(
            Delegates.put(state, operation.owner(), all),
            new ConsentEvents.DelegationEnded(operation.owner(), operation.delegate()))
        : Result.refused(Outcome.NOT_GRANTED);
  }

  private Optional<Outcome> objection(Call call) {
    boolean concerned =
        call.role() == Role.REGULATORY_CENTER
            || call.sender().equals(owner)
            || call.sender().equals(delegate);
    return concerned ? Optional.empty() : Optional.of(Outcome.NOT_ALLOWED);
  }

  private boolean ends(Call call, Delegation each) {
    if (!each.delegate().equals(delegate)) {
      return false;
    }
    return call.sender().equals(delegate)
        || each.byCenter() == (call.role() == Role.REGULATORY_CENTER);
  }
}

package org.medchain.contract;

import java.util.List;
import java.util.Optional;
import org.medchain.data.PublicKey;
import org.medchain.incentive.CreditPoints;

/** Joining the chain (paper §4 (1); CON-5; decision 0120). */
final class Registration {
  private Registration() {}

  static Result register(ChainState state, Call call, Operation.Register operation) {
    if (call.role() != Role.REGULATORY_CENTER) {
      return Result.refused(Outcome.NOT_ALLOWED);
    }
    Participant joining = operation.participant();
    // A role is for ever, so initial points are issued once for each key (INC-7).
    if (state.role(joining.key()).isPresent()) {
      return Result.refused(Outcome.ALREADY_REGISTERED);
    }
    // CON-23: a consensus node's key may be revoked and never have been registered.
    if (state.isRevoked(joining.key())) {
      return Result.refused(Outcome.REVOKED);
    }
    return admit(state, joining)
        .<Result>map(admitted -> new Result.Done(admitted, registered(state, joining)))
        .orElse(Result.refused(Outcome.SUPPLY_EXHAUSTED));
  }

  /** The state with a participant that is not in it yet; nothing if its points cannot be issued. */
  static Optional<ChainState> admit(ChainState state, Participant joining) {
    PublicKey key = joining.key();
    Optional<CreditPoints> points = state.points().join(key);
    return points
        .map(each -> state.with(each).withRole(key, joining.role()))
        .map(each -> Committees.mayVerify(joining.role()) ? Committees.enlist(each, key) : each);
  }

  /** CON-20: what the chain knows of the sender. */
  static Result balance(ChainState state, Call call) {
    PublicKey key = call.sender();
    return Result.done(state, new Event.BalanceTold(key, call.role(), state.balance(key)));
  }

  private static List<Event> registered(ChainState state, Participant joining) {
    PublicKey key = joining.key();
    long initial = state.rules().points().initialPoints();
    long bond = state.rules().identity().bond();
    Event registered = new Event.Registered(key, joining.role(), initial);
    return bond == 0
        ? List.of(registered)
        : List.of(registered, new IncentiveEvent.BondPosted(key, bond));
  }
}

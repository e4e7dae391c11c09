package org.medchain.contract;

import java.util.List;
import java.util.Optional;
import org.medchain.data.PublicKey;

/** Who the consensus nodes are (paper §3.2.2) is ledger data (CON-17; decision 0090). */
final class Members {
  private Members() {}

  /** CON-18: from which height on the new list decides is the consensus layer's. */
  static Result change(ChainState state, Call call, Operation.ChangeMembers operation) {
    if (call.role() != Role.REGULATORY_CENTER) {
      return Result.refused(Outcome.NOT_ALLOWED);
    }
    List<PublicKey> nodes = state.members().keys();
    Optional<Outcome> objection = operation.change().objection(nodes);
    if (objection.isPresent()) {
      return Result.refused(objection.get());
    }
    if (operation.change().joining().filter(state::isRevoked).isPresent()) {
      return Result.refused(Outcome.REVOKED);
    }
    List<PublicKey> changed = operation.change().of(nodes);
    return Result.done(state.withMembers(changed), new Event.MembersChanged(changed));
  }
}

package org.medchain.contract.center;

import java.util.List;
import java.util.Optional;
import org.medchain.contract.engine.Call;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Order;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Result;
import org.medchain.contract.engine.Senders;
import org.medchain.contract.engine.WorkBound;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.registration.Registration;
import org.medchain.data.Decoder;
import org.medchain.data.Encoder;
import org.medchain.data.PublicKey;

/**
 * The regulatory center changes the list of consensus nodes (CON-17, CON-18; decision 0090). From
 * which height on the new list decides is the consensus layer's.
 *
 * @param change one node
 */
public record ChangeMembers(MemberChange change) implements Operation {
  /** CON-18. */
  public static final OperationType<ChangeMembers> TYPE =
      OperationType.ordered(
          10,
          "change members",
          ChangeMembers.class,
          ChangeMembers::decode,
          Senders.CENTER,
          "CON-18",
          WorkBound.<Order<ChangeMembers>>of(2, 1, 36)
              .plusEach(
                  "consensus node", 0, 0, 32, (state, order) -> ConsensusNodes.of(state).size()),
          ChangeMembers::execute);

  static ChangeMembers decode(Decoder in) {
    return new ChangeMembers(MemberChange.decode(in));
  }

  @Override
  public OperationType<ChangeMembers> type() {
    return TYPE;
  }

  @Override
  public void encode(Encoder out) {
    out.value(change);
  }

  static Result execute(Call call, WorldState state, ChangeMembers operation) {
    List<PublicKey> nodes = ConsensusNodes.of(state).keys();
    Optional<Outcome> objection = operation.change().objection(nodes);
    if (objection.isPresent()) {
      return Result.refused(objection.get());
    }
    boolean revoked =
        operation.change().joining().filter(key -> Registration.isRevoked(state, key)).isPresent();
    if (revoked) {
      return Result.refused(Outcome.REVOKED);
    }
    List<PublicKey> changed = operation.change().of(nodes);
    return Result.done(
        ConsensusNodes.put(state, changed), new CenterEvents.MembersChanged(changed));
  }
}

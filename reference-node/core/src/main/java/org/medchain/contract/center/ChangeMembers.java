package org.medchain.contract.center;

import java.util.List;
import java.util.Optional;
import org.medchain.contract.engine.Call;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Order;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Result;
import org.medchain.contract.engine.Role;
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
          WorkBound.<Order<ChangeMembers>>of(5, 3, 70)
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
    Optional<WorldState> operated = operated(state, operation.change());
    if (operated.isEmpty()) {
      return Result.refused(Outcome.WRONG_OPERATOR);
    }
    List<PublicKey> changed = operation.change().of(nodes);
    return Result.done(
        ConsensusNodes.put(operated.get(), changed), new CenterEvents.MembersChanged(changed));
  }

  /** With the operator of who joins, without that of who leaves; nothing if it may not join. */
  private static Optional<WorldState> operated(WorldState state, MemberChange change) {
    Optional<Role> operator =
        change instanceof MemberChange.Add add
            ? Optional.of(add.operator())
            : change.leaving().flatMap(each -> ConsensusNodes.operator(state, each));
    Optional<PublicKey> joins = change.joining();
    if (joins.filter(each -> !ConsensusNodes.mayRun(state, each, operator.get())).isPresent()) {
      return Optional.empty();
    }
    WorldState without =
        change.leaving().map(each -> ConsensusNodes.OPERATORS.remove(state, each)).orElse(state);
    return Optional.of(
        joins
            .map(each -> ConsensusNodes.OPERATORS.put(without, each, operator.get()))
            .orElse(without));
  }
}

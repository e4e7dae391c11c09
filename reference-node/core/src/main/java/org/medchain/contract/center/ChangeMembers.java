package org.medchain.contract.center;

import static org.medchain.contract.engine.OperationPermissions.CENTER;

import java.util.List;
import java.util.Optional;
import org.medchain.contract.engine.Call;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.OperationRow;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Result;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.StateWork;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.registration.Registration;
import org.medchain.data.PublicKey;

/**
 * The regulatory center changes the list of consensus nodes (CON-17, CON-18; decision 0072). From
 * which height on the new list decides is the consensus layer's.
 *
 * @param change one node
 */
@OperationRow(number = 10, name = "change members", requirement = "CON-18")
public record ChangeMembers(MemberChange change) implements Operation {
  /** CON-18. */
  public static final OperationType<ChangeMembers> TYPE =
      OperationType.of(ChangeMembers.class, CENTER, 5, 3, 70)
          .plusEach(
              "consensus node",
              new StateWork(0, 0, 32),
              (state, order) -> ConsensusNodes.of(state).size());

  @Override
  public Result execute(Call call, WorldState state) {
    List<PublicKey> nodes = ConsensusNodes.of(state).keys();
    change.check(nodes);
    boolean revoked =
        change.joining().filter(key -> Registration.isRevoked(state, key)).isPresent();
    Outcome.REVOKED.refuseIf(revoked);
    WorldState operated = operated(state, change).orElseThrow(Outcome.WRONG_OPERATOR::refusal);
    List<PublicKey> changed = change.of(nodes);
    return Result.done(
        ConsensusNodes.put(operated, changed), new CenterEvents.MembersChanged(changed));
  }

  /**
   * With the operator of a joining node, without that of a leaving one; nothing if it may not join.
   */
  private static Optional<WorldState> operated(WorldState state, MemberChange change) {
    Optional<Role> operator =
        change instanceof MemberChange.Add add
            ? Optional.of(add.operator())
            : change.leaving().flatMap(each -> ConsensusNodes.OPERATORS.get(state, each));
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

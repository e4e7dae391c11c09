package org.medchain.contract.search;

import static org.medchain.contract.engine.OperationPermissions.ANYBODY;

import java.util.List;
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
 * Ends a delegate's right to search an owner's index, by the owner, the delegate or the center: the
 * next epoch begins, so that its key opens no later entry (CON-35; decision 0274).
 *
 * @param owner whose index
 * @param delegate who searched it
 */
@OperationRow(number = 40, name = "end search delegation", requirement = "CON-35")
public record EndSearchDelegation(PublicKey owner, PublicKey delegate) implements Operation {
  /** CON-35. */
  public static final OperationType<EndSearchDelegation> TYPE =
      OperationType.of(
          EndSearchDelegation.class,
          ANYBODY,
          2,
          2,
          SearchDelegates.MAX_BYTES + SearchIndexes.HEAD_BYTES);

  @Override
  public Result execute(Call call, WorldState state) {
    boolean concerned =
        call.role() == Role.REGULATORY_CENTER
            || call.sender().equals(owner)
            || call.sender().equals(delegate);
    Outcome.NOT_ALLOWED.refuseUnless(concerned);
    List<SearchDelegation> all = SearchDelegates.of(state, owner);
    List<SearchDelegation> others = SearchDelegates.without(all, delegate);
    Outcome.NOT_GRANTED.refuseIf(others.size() == all.size());
    SearchIndexHead next = SearchIndexes.head(state, owner).nextEpoch();
    WorldState ended = SearchDelegates.put(state, owner, others);
    return Result.done(
        SearchIndexes.HEADS.put(ended, owner, next),
        new SearchEvents.SearchDelegationEnded(owner, delegate, next.epoch()));
  }
}

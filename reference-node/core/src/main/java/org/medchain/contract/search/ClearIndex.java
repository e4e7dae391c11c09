package org.medchain.contract.search;

import static org.medchain.contract.engine.OperationPermissions.clientsOf;

import org.medchain.contract.engine.Call;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.OperationRow;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Result;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.StateWork;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.search.SearchIndexes.EntryPlace;
import org.medchain.contract.search.SearchIndexes.NumberOfOwner;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/**
 * The sender takes the newest updates out of its own index; with the last one the next generation
 * begins, whose keys follow from no earlier key (CON-46; decision 0242). In between the index is as
 * it was after the updates that are left.
 *
 * @param updates that the index has: two devices of one owner do not take out the same
 */
@OperationRow(number = 56, name = "clear index", requirement = "CON-46")
public record ClearIndex(long updates) implements Operation {
  /** The most updates that one order takes out. */
  public static final int MAX_UPDATES = 4;

  /** CON-46. */
  public static final OperationType<ClearIndex> TYPE =
      OperationType.of(ClearIndex.class, clientsOf(Role.PATIENT), 1, 1, SearchIndexes.HEAD_BYTES)
          .plusEach(
              "update that is taken out",
              new StateWork(1, 2 + UpdateIndex.MAX_ENTRIES, 0),
              (state, order) ->
                  Math.min(MAX_UPDATES, SearchIndexes.head(state, order.sender()).updates()));

  @Override
  public Result execute(Call call, WorldState state) {
    PublicKey owner = call.sender();
    SearchIndexHead head = SearchIndexes.head(state, owner);
    Outcome.WRONG_UPDATE.refuseIf(updates != head.updates());
    Outcome.LIMIT_REACHED.refuseIf(head.epoch() > Integer.MAX_VALUE - SearchIndexes.MAX_EPOCHS);
    WorldState changed = state;
    long left = Math.max(0, head.updates() - MAX_UPDATES);
    int taken = 0;
    for (long number = left; number < head.updates(); number++) {
      NumberOfOwner place = new NumberOfOwner(owner, number);
      for (Hash each : SearchIndexes.ADDRESSES.get(changed, place).orElseThrow()) {
        changed = SearchIndexes.ENTRIES.remove(changed, new EntryPlace(owner, each));
        taken++;
      }
      changed = SearchIndexes.ADDRESSES.remove(changed, place);
      changed = SearchIndexes.JOURNAL.remove(changed, place);
    }
    int generation = SearchIndexes.generation(head.epoch());
    int epoch = left == 0 ? (generation + 1) * SearchIndexes.MAX_EPOCHS : head.epoch();
    return Result.done(
        SearchIndexes.HEADS.put(changed, owner, head.clearedTo(left, taken, epoch)),
        new SearchEvents.IndexCleared(owner, left, epoch, taken));
  }
}

package org.medchain.contract.search;

import static org.medchain.contract.engine.OperationPermissions.PARTICIPANT;

import java.util.Optional;
import org.medchain.contract.center.Freezing;
import org.medchain.contract.economy.Levels;
import org.medchain.contract.engine.Call;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.OperationRow;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Result;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.search.SearchIndexes.NumberOfOwner;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.incentive.CreditPoints;

/**
 * The query bill of a search (paper §4 (3); CON-36; decision 0274): for some blocks nodes match the
 * trapdoor that this commits to for the sender. Others than the owner pay it the price of a query.
 *
 * @param owner whose index
 * @param commitment hash of a salt and the trapdoor: of two bills nobody sees whether they are for
 *     the same
 */
@OperationRow(number = 41, name = "bill search", requirement = "CON-36")
public record BillSearch(PublicKey owner, Hash commitment) implements Operation {
  /** CON-36. */
  public static final OperationType<BillSearch> TYPE =
      OperationType.of(
          BillSearch.class,
          PARTICIPANT,
          21,
          8,
          5 * 42
              + SearchIndexes.HEAD_BYTES
              + 1
              + PublicKey.SIZE
              + SearchBill.SIZE
              + SearchIndexes.NUMBERED_KEY_SIZE
              + SearchLine.SIZE);

  @Override
  public Result execute(Call call, WorldState state) {
    long timeMs = call.timeMs();
    SearchIndexHead head = SearchIndexes.head(state, owner);
    Optional<Outcome> objection = SearchDelegates.objection(state, owner, call.sender(), timeMs);
    if (objection.isPresent()) {
      throw objection.get().refusal();
    }
    Outcome.EMPTY_INDEX.refuseIf(head.entries() == 0);
    boolean own = call.sender().equals(owner);
    long price = own ? 0 : Levels.queryPrice(state, call.sender(), call.height());
    // GAME-8: nothing is paid out of a frozen account; free searches continue.
    Outcome.ACCOUNT_FROZEN.refuseIf(price > 0 && Freezing.isFrozen(state, call.sender()));
    if (price == 0) {
      return billed(call, state, head, price);
    }
    CreditPoints paid =
        state
            .points()
            .payQuery(call.sender(), owner, price)
            .orElseThrow(Outcome.INSUFFICIENT_POINTS::refusal);
    return billed(call, state.with(paid), head, price);
  }

  private Result billed(Call call, WorldState state, SearchIndexHead head, long price) {
    long timeMs = call.timeMs();
    SearchBill bill = new SearchBill(owner, commitment(), price, call.height(), timeMs);
    SearchLine line = new SearchLine(head.searches(), call.sender(), price, call.height(), timeMs);
    WorldState changed = SearchIndexes.BILLS.put(state, call.sender(), bill);
    changed = SearchIndexes.HEADS.put(changed, owner, head.searched());
    NumberOfOwner place = new NumberOfOwner(owner, head.searches() % SearchIndexes.LINES_KEPT);
    return Result.done(
        SearchIndexes.LINES.put(changed, place, line),
        new SearchEvents.SearchBilled(owner, call.sender(), commitment(), price));
  }
}

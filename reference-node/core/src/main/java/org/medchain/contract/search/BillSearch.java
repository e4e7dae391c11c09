package org.medchain.contract.search;

import java.util.Optional;
import org.medchain.contract.center.Freezing;
import org.medchain.contract.economy.Levels;
import org.medchain.contract.engine.Call;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Result;
import org.medchain.contract.engine.Senders;
import org.medchain.contract.engine.WorkBound;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.search.SearchIndexes.NumberOfOwner;
import org.medchain.data.Decoder;
import org.medchain.data.Encoder;
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
public record BillSearch(PublicKey owner, Hash commitment) implements Operation {
  /** CON-36. */
  public static final OperationType<BillSearch> TYPE =
      OperationType.ordered(
          41,
          "bill search",
          BillSearch.class,
          BillSearch::decode,
          Senders.PARTICIPANT,
          "CON-36",
          WorkBound.of(
              21,
              8,
              5 * 42
                  + 1
                  + PublicKey.SIZE
                  + SearchIndexHead.SIZE
                  + 1
                  + PublicKey.SIZE
                  + SearchBill.SIZE
                  + SearchIndexes.NUMBERED_KEY_SIZE
                  + SearchLine.SIZE),
          BillSearch::execute);

  static BillSearch decode(Decoder in) {
    return new BillSearch(PublicKey.decode(in), in.hash());
  }

  @Override
  public OperationType<BillSearch> type() {
    return TYPE;
  }

  @Override
  public void encode(Encoder out) {
    out.value(owner).hash(commitment);
  }

  static Result execute(Call call, WorldState state, BillSearch operation) {
    if (call.blockTimeMs().isEmpty()) {
      return Result.refused(Outcome.NOT_READ_ONLY);
    }
    long timeMs = call.blockTimeMs().getAsLong();
    SearchIndexHead head = SearchIndexes.head(state, operation.owner());
    Optional<Outcome> objection =
        SearchDelegates.objection(state, operation.owner(), call.sender(), timeMs);
    if (objection.isPresent()) {
      return Result.refused(objection.get());
    }
    if (head.entries() == 0) {
      return Result.refused(Outcome.EMPTY_INDEX);
    }
    boolean own = call.sender().equals(operation.owner());
    long price = own ? 0 : Levels.queryPrice(state, call.sender(), call.height());
    // GAME-8: nothing is paid out of a frozen account; what costs nothing continues.
    if (price > 0 && Freezing.isFrozen(state, call.sender())) {
      return Result.refused(Outcome.ACCOUNT_FROZEN);
    }
    if (price == 0) {
      return billed(call, state, operation, head, price);
    }
    Optional<CreditPoints> paid = state.points().payQuery(call.sender(), operation.owner(), price);
    return paid.map(points -> billed(call, state.with(points), operation, head, price))
        .orElse(Result.refused(Outcome.INSUFFICIENT_POINTS));
  }

  private static Result billed(
      Call call, WorldState state, BillSearch operation, SearchIndexHead head, long price) {
    PublicKey owner = operation.owner();
    long timeMs = call.blockTimeMs().orElseThrow();
    SearchBill bill = new SearchBill(owner, operation.commitment(), price, call.height(), timeMs);
    SearchLine line = new SearchLine(head.searches(), call.sender(), price, call.height(), timeMs);
    WorldState changed = SearchIndexes.BILLS.put(state, call.sender(), bill);
    changed = SearchIndexes.HEADS.put(changed, owner, head.searched());
    NumberOfOwner place = new NumberOfOwner(owner, head.searches() % SearchIndexes.LINES_KEPT);
    return Result.done(
        SearchIndexes.LINES.put(changed, place, line),
        new SearchEvents.SearchBilled(owner, call.sender(), operation.commitment(), price));
  }
}

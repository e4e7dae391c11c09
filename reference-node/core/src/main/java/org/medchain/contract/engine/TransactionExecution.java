package org.medchain.contract.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.medchain.data.Bytes;
import org.medchain.data.Encoder;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.data.state.StateKey;

/**
 * Executes single transactions on a state: a pure function.
 *
 * @param registry knows the operations
 * @param height of the block
 * @param blockTimeMs of the block's header; nothing for a read
 */
public record TransactionExecution(ModuleRegistry registry, long height, OptionalLong blockTimeMs) {
  /**
   * The state afterwards and the receipt.
   *
   * @param state with the effect, or with nothing but the request consumed
   * @param receipt with the outcome's code and the encoded events
   */
  public record Step(WorldState state, Receipt receipt) {}

  /** A sender, whose keys in the state are hashed once for all its transactions of a block. */
  record Sender(Admission.Sender admitted, StateKey requests) {}

  Sender sender(PublicKey key) {
    return new Sender(registry.admission().of(key), StateKey.of(RequestWindow.TABLE.key(key)));
  }

  /** Executes a transaction at {@code index} of the block. */
  public Step execute(WorldState state, Transaction transaction, int index) {
    return execute(
        state, transaction, sender(transaction.request().sender()), index, BlockWork.UNLIMITED);
  }

  Step execute(
      WorldState before, Transaction transaction, Sender sender, int index, BlockWork work) {
    RequestId request = transaction.request();
    WorldState consumed = before;
    try {
      Call call = call(request, sender.admitted().in(before), index);
      RequestWindow window =
          RequestWindow.TABLE.get(before, sender.requests()).orElse(RequestWindow.EMPTY);
      Outcome.DUPLICATE.refuseIf(window.contains(request.sequence()));
      consumed =
          RequestWindow.TABLE.put(before, sender.requests(), window.with(request.sequence()));
      Result done = resultOf(consumed, call, operation(transaction), work);
      return new Step(done.state(), success(request, done));
    } catch (Refusal refusal) {
      return new Step(consumed, refused(request, refusal));
    }
  }

  private Call call(RequestId request, Admission.Admitted admitted, int index) {
    return new Call(request, admitted.name(), admitted.role(), height, index, blockTimeMs);
  }

  private Operation operation(Transaction transaction) {
    try {
      return registry.operation(transaction);
    } catch (MalformedInput e) {
      throw Outcome.MALFORMED.refusal();
    }
  }

  /**
   * The transaction's receipt if it were executed next, where that would only consume its number
   * (CON-20; decision 0073).
   *
   * @param height of the last block
   */
  public static Receipt read(
      ModuleRegistry registry, WorldState last, Transaction transaction, long height) {
    TransactionExecution next =
        new TransactionExecution(registry, height + 1, OptionalLong.empty());
    return next.read(registry.beginBlock(last, height + 1), transaction);
  }

  private Receipt read(WorldState state, Transaction transaction) {
    RequestId request = transaction.request();
    try {
      Call call = call(request, registry.admission().of(request.sender()).in(state), 0);
      Operation operation = operation(transaction);
      Outcome.NOT_READ_ONLY.refuseUnless(operation.type().readable());
      Result done = resultOf(state, call, operation, BlockWork.UNLIMITED);
      // A read that would move a point is refused.
      Outcome.NOT_READ_ONLY.refuseUnless(done.state().tree().equals(state.tree()));
      return success(request, done);
    } catch (Refusal refusal) {
      return refused(request, refusal);
    }
  }

  private Result resultOf(WorldState state, Call call, Operation operation, BlockWork work) {
    return reacted(call, registry.charged(state, call, work.execute(call, state, operation)), work);
  }

  /** Passes every event to all modules, those of their reactions included. */
  private Result reacted(Call call, Result done, BlockWork work) {
    List<Event> events = new ArrayList<>(done.events());
    WorldState state = done.state();
    for (int i = 0; i < events.size(); i++) {
      work.require(registry.reactions(events.get(i).type()));
      state = registry.react(state, call, events.get(i), events);
    }
    return Result.done(registry.counted(done.state(), state), events);
  }

  private static Receipt success(RequestId request, Result done) {
    Bytes output = new Encoder().list(done.events()).toBytes();
    return new Receipt(request, Outcome.OK.code(), output);
  }

  private static Receipt refused(RequestId request, Refusal refusal) {
    return new Receipt(request, refusal.reason().code(), Bytes.EMPTY);
  }
}

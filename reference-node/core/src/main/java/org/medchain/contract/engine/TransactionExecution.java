package org.medchain.contract.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.medchain.contract.engine.Admission.AdmissionStatus;
import org.medchain.data.Bytes;
import org.medchain.data.Encoder;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.data.StateKey;
import org.medchain.data.Transaction;

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
    return switch (sender.admitted().in(before)) {
      case AdmissionStatus.Rejected rejected -> refusal(before, transaction, rejected.reason());
      case AdmissionStatus.Admitted admitted ->
          consume(before, transaction, call(transaction.request(), admitted, index), sender, work);
    };
  }

  private Call call(RequestId request, AdmissionStatus.Admitted admitted, int index) {
    return new Call(request, admitted.name(), admitted.role(), height, index, blockTimeMs);
  }

  private Step consume(
      WorldState before, Transaction transaction, Call call, Sender sender, BlockWork work) {
    long sequence = transaction.request().sequence();
    RequestWindow window =
        RequestWindow.TABLE.get(before, sender.requests()).orElse(RequestWindow.EMPTY);
    if (window.contains(sequence)) {
      return refusal(before, transaction, Outcome.DUPLICATE);
    }
    WorldState consumed = RequestWindow.TABLE.put(before, sender.requests(), window.with(sequence));
    Operation operation;
    try {
      operation = registry.operation(transaction);
    } catch (MalformedInput e) {
      return refusal(consumed, transaction, Outcome.MALFORMED);
    }
    return switch (resultOf(consumed, call, operation, work)) {
      case Result.Refused refused -> refusal(consumed, transaction, refused.reason());
      case Result.Done done -> new Step(done.state(), success(call.request(), done));
    };
  }

  /**
   * The transaction's receipt if it were executed next, where that would only consume its number
   * (CON-20; decision 0092).
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
    return switch (registry.admission().of(request.sender()).in(state)) {
      case AdmissionStatus.Rejected rejected -> refused(request, rejected.reason());
      case AdmissionStatus.Admitted admitted ->
          read(state, transaction, call(request, admitted, 0));
    };
  }

  private Receipt read(WorldState state, Transaction transaction, Call call) {
    Operation operation;
    try {
      operation = registry.operation(transaction);
    } catch (MalformedInput e) {
      return refused(call.request(), Outcome.MALFORMED);
    }
    if (!operation.type().readable()) {
      return refused(call.request(), Outcome.NOT_READ_ONLY);
    }
    return switch (resultOf(state, call, operation, BlockWork.UNLIMITED)) {
      case Result.Refused refused -> refused(call.request(), refused.reason());
      // What moves a point is not given for nothing.
      case Result.Done done ->
          done.state().tree().equals(state.tree())
              ? success(call.request(), done)
              : refused(call.request(), Outcome.NOT_READ_ONLY);
    };
  }

  private Result resultOf(WorldState state, Call call, Operation operation, BlockWork work) {
    Result result = registry.charged(state, call, work.execute(call, state, operation));
    return result instanceof Result.Done done ? reacted(call, done, work) : result;
  }

  /** Passes every event to all modules, those of their reactions included. */
  private Result reacted(Call call, Result.Done done, BlockWork work) {
    List<Event> events = new ArrayList<>(done.events());
    WorldState state = done.state();
    for (int i = 0; i < events.size(); i++) {
      if (!work.admits(registry.reactions(events.get(i).type()))) {
        return Result.refused(Outcome.BLOCK_FULL);
      }
      state = registry.react(state, call, events.get(i), events);
    }
    return new Result.Done(registry.counted(done.state(), state), events);
  }

  private static Receipt success(RequestId request, Result.Done done) {
    Bytes output = new Encoder().list(done.events()).toBytes();
    return new Receipt(request, Outcome.OK.code(), output);
  }

  private static Receipt refused(RequestId request, Outcome reason) {
    return new Receipt(request, reason.code(), Bytes.EMPTY);
  }

  private static Step refusal(WorldState state, Transaction transaction, Outcome reason) {
    return new Step(state, refused(transaction.request(), reason));
  }
}

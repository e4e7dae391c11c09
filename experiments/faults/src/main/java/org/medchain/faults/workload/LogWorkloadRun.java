package org.medchain.faults.workload;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.medchain.contract.opaque.Opaque;
import org.medchain.data.Bytes;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.history.value.HistoryValue;

/**
 * An object on top of the ledger's order: each call, a read too, is an opaque transaction, and its
 * place in the agreed ledger says what it did. So clients see a state machine of their own,
 * replicated by the chain (Schneider 1990), and a history of it shows whether acknowledged requests
 * keep the places at which clients saw them.
 */
abstract class LogWorkloadRun implements WorkloadRun {
  private final Map<RequestId, CallCompletion> effects = new HashMap<>();

  /** Executes a call on the object. */
  protected abstract CallCompletion apply(String f, HistoryValue value);

  /** A call of it. */
  protected static WorkloadCall call(String f, HistoryValue value) {
    byte[] text = (f + " " + value).getBytes(StandardCharsets.UTF_8);
    return new WorkloadCall(f, value, new Opaque(Bytes.of(text)), false);
  }

  @Override
  public void ordered(Transaction transaction, WorkloadCall call) {
    effects.put(transaction.request(), apply(call.f(), call.value()));
  }

  /**
   * A client was told whether its order counts, and a place, at which the ledger says what it
   * returned. What is in no ledger has no effect: that it was acknowledged all the same, or at
   * another place, others find.
   */
  @Override
  public CallCompletion complete(AnsweredCall answered) {
    CallCompletion refused = CallCompletion.fail(answered.call().value());
    return answered.answer().receipt().succeeded()
        ? effects.getOrDefault(answered.request(), refused)
        : refused;
  }
}

package org.medchain.contract.fuzz;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.engine.ContractModule;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.ReactionBound;
import org.medchain.contract.engine.RequestWindow;
import org.medchain.contract.engine.StateWork;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.registration.KeyNames;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;

/** The bound on a transaction's work on the state: by number, operation, and events. */
final class FuzzBounds {
  private static final Map<Integer, StateWork> REACTIONS = reactions();

  private FuzzBounds() {}

  private static Map<Integer, StateWork> reactions() {
    Map<Integer, StateWork> all = new TreeMap<>();
    for (ContractModule module : MedicalModules.REGISTRY.modules()) {
      for (ReactionBound each : module.reactionBounds()) {
        all.merge(each.event().number(), each.atMost(), StateWork::plus);
      }
    }
    return all;
  }

  static StateWork of(
      WorldState before, Transaction transaction, OperationType<?> type, List<Event> events) {
    StateWork sum = RequestWindow.BOUND;
    try {
      PublicKey name = KeyNames.name(before, transaction.request().sender());
      Operation operation = MedicalModules.operation(transaction);
      sum = sum.plus(type.atMost(before, name, operation));
    } catch (MalformedInput e) {
      // It does nothing.
    }
    for (Event event : events) {
      sum = sum.plus(REACTIONS.getOrDefault(event.type().number(), StateWork.NONE));
    }
    return sum;
  }
}

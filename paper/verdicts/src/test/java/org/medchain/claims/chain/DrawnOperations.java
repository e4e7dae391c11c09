package org.medchain.claims.chain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.medchain.claims.chain.OperationContext.SentOperation;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.records.UploadRecord;
import org.medchain.contract.verdict.CastVote;

/**
 * Draws operations of all kinds that the chain has, mostly such as may have an effect, and now and
 * then by one who may not send them.
 */
final class DrawnOperations {
  /** Without records and votes on them nothing else has an effect. */
  private static final List<Class<?>> FREQUENT = List.of(UploadRecord.class, CastVote.class);

  private static final int FREQUENT_ONE_IN = 3;
  private static final int STRAY_ONE_IN = 10;

  private final OperationContext context;
  private final List<Class<?>> kinds = new ArrayList<>();
  private final Map<Class<?>, Supplier<SentOperation>> makers = new LinkedHashMap<>();

  /**
   * Draws for one chain.
   *
   * @throws IllegalStateException if the chain has a kind that is not drawn here
   */
  DrawnOperations(OperationContext context) {
    this.context = context;
    RecordOperations.addTo(makers, context);
    AccountOperations.addTo(makers, context);
    ConsentOperations.addTo(makers, context);
    DealOperations.addTo(makers, context);
    SearchOperations.addTo(makers, context);
    for (OperationType<?> type : MedicalModules.REGISTRY.types()) {
      if (!makers.containsKey(type.operation())) {
        throw new IllegalStateException("operations of the kind '" + type + "' are not drawn");
      }
      kinds.add(type.operation());
    }
  }

  /** The next one. */
  SentOperation next() {
    Class<?> kind = context.one(context.oneIn(FREQUENT_ONE_IN) ? FREQUENT : kinds);
    SentOperation drawn = makers.get(kind).get();
    return context.oneIn(STRAY_ONE_IN) ? drawn.by(context.anybody()) : drawn;
  }
}

package org.medchain.contract.access;

import java.util.List;
import org.medchain.contract.engine.ContractModule;
import org.medchain.contract.engine.EventType;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Table;

/** Records are read. */
public final class AccessModule implements ContractModule {
  @Override
  public String name() {
    return "access";
  }

  @Override
  public List<OperationType<?>> operations() {
    return List.of(QueryRecord.TYPE, QuoteQuery.TYPE);
  }

  @Override
  public List<EventType<?>> events() {
    return AccessEvents.TYPES;
  }

  @Override
  public List<Table<?, ?>> tables() {
    return List.of();
  }
}

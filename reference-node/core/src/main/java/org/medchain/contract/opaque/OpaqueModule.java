package org.medchain.contract.opaque;

import java.util.List;
import org.medchain.contract.engine.ContractModule;
import org.medchain.contract.engine.EventType;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Table;

/** Orders that the chain does not read. */
public final class OpaqueModule implements ContractModule {
  @Override
  public String name() {
    return "opaque";
  }

  @Override
  public List<OperationType<?>> operations() {
    return List.of(Opaque.TYPE);
  }

  @Override
  public List<EventType<?>> events() {
    return List.of();
  }

  @Override
  public List<Table<?, ?>> tables() {
    return List.of();
  }
}

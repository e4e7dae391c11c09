package org.medchain.contract.exit;

import java.util.List;
import org.medchain.contract.engine.ContractModule;
import org.medchain.contract.engine.EventType;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Table;

/** Participants leave, and are paid later. */
public final class ExitModule implements ContractModule {
  @Override
  public String name() {
    return "exit";
  }

  @Override
  public List<OperationType<?>> operations() {
    return List.of(LeaveChain.TYPE, SettleExit.TYPE);
  }

  @Override
  public List<EventType<?>> events() {
    return ExitEvents.TYPES;
  }

  @Override
  public List<Table<?, ?>> tables() {
    return List.of();
  }
}

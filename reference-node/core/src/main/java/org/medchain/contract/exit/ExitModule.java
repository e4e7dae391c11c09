package org.medchain.contract.exit;

import java.util.List;
import org.medchain.contract.engine.ContractModule;
import org.medchain.contract.registration.ExitEvents;

/** Participants leave, and are paid later. */
public final class ExitModule extends ContractModule {
  public ExitModule() {
    super("exit", List.of(LeaveChain.TYPE, SettleExit.TYPE), List.of(ExitEvents.class), List.of());
  }
}

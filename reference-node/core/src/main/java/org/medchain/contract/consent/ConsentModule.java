package org.medchain.contract.consent;

import java.util.List;
import org.medchain.contract.engine.ContractModule;
import org.medchain.contract.engine.EventType;
import org.medchain.contract.engine.Invariant;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Table;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.records.Records;

/** Patients decide who may read. */
public final class ConsentModule implements ContractModule {
  @Override
  public String name() {
    return "consent";
  }

  @Override
  public List<OperationType<?>> operations() {
    return List.of(GrantAccess.TYPE, RevokeAccess.TYPE);
  }

  @Override
  public List<EventType<?>> events() {
    return ConsentEvents.TYPES;
  }

  @Override
  public List<Table<?, ?>> tables() {
    return List.of(Consent.RIGHTS);
  }

  @Override
  public List<Invariant> invariants() {
    return List.of(new Invariant("rights are on records that came in", ConsentModule::onRecords));
  }

  private static boolean onRecords(WorldState state) {
    boolean[] all = {true};
    Consent.RIGHTS.forEach(
        state, (key, right) -> all[0] &= Records.find(state, key.record()).isPresent());
    return all[0];
  }
}

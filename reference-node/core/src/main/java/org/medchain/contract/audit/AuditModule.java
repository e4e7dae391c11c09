package org.medchain.contract.audit;

import java.util.List;
import org.medchain.contract.engine.ContractModule;
import org.medchain.contract.engine.EventType;
import org.medchain.contract.engine.Invariant;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Table;
import org.medchain.contract.engine.WorkBound;
import org.medchain.contract.engine.WorldState;
import org.medchain.data.Hash;

/** Files are stored, and audited. */
public final class AuditModule implements ContractModule {
  @Override
  public String name() {
    return "audit";
  }

  @Override
  public List<OperationType<?>> operations() {
    return List.of(
        EntrustFile.TYPE, HoldFile.TYPE, ProveStorage.TYPE, ClaimMissed.TYPE, ReleaseFile.TYPE);
  }

  @Override
  public List<EventType<?>> events() {
    return AuditEvents.TYPES;
  }

  @Override
  public List<Table<?, ?>> tables() {
    return List.of(Audits.HOLDINGS, Audits.ROUND, Audits.SCORES);
  }

  @Override
  public WorldState endBlock(WorldState state, long height, Hash block) {
    return Audits.begin(state, height, block);
  }

  @Override
  public WorkBound<Long> blockBound() {
    return WorkBound.of(2, 1, 49);
  }

  @Override
  public List<Invariant> invariants() {
    return List.of(
        new Invariant("what is held is accounted up to the next audit", AuditModule::accounted));
  }

  private static boolean accounted(WorldState state) {
    boolean[] all = {true};
    long next = Audits.round(state).number() + 1;
    Audits.HOLDINGS.forEach(state, (key, holding) -> all[0] &= holding.nextAudit() <= next);
    return all[0];
  }
}

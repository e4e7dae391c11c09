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
    return List.of(Audits.HOLDINGS, Audits.ROUND, AuditPenalties.PENALTIES);
  }

  @Override
  public WorldState endBlock(WorldState state, long height, Hash block) {
    return Audits.endBlock(state, height, block);
  }

  @Override
  public WorkBound<Long> blockBound() {
    return WorkBound.of(3, 2, 49 + AuditPenalties.MAX_BYTES);
  }

  @Override
  public List<Invariant> invariants() {
    return List.of(
        new Invariant("what is held is accounted up to the next audit", AuditModule::accounted),
        new Invariant("of few penalties each is for later audits", AuditModule::ascending));
  }

  private static boolean accounted(WorldState state) {
    boolean[] all = {true};
    long next = Audits.round(state).number() + 1;
    Audits.HOLDINGS.forEach(state, (key, holding) -> all[0] &= holding.nextAudit() <= next);
    return all[0];
  }

  private static boolean ascending(WorldState state) {
    boolean[] all = {true};
    AuditPenalties.PENALTIES.forEach(
        state,
        (key, penalties) -> {
          all[0] &= penalties.size() <= AuditPenalties.MAX_KEPT;
          for (int i = 1; i < penalties.size(); i++) {
            all[0] &= penalties.get(i - 1).first() < penalties.get(i).first();
          }
        });
    return all[0];
  }
}

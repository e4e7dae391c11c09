package org.medchain.contract.storageproof;

import java.util.List;
import org.medchain.contract.engine.ContractModule;
import org.medchain.contract.engine.WorkBound;
import org.medchain.contract.engine.WorldState;
import org.medchain.data.Hash;

/** Files are stored, and audited. */
public final class StorageProofModule extends ContractModule {
  public StorageProofModule() {
    super(
        "storageproof",
        List.of(
            EntrustFile.TYPE, HoldFile.TYPE, ProveStorage.TYPE, ClaimMissed.TYPE, ReleaseFile.TYPE),
        List.of(AuditEvents.class),
        List.of(Audits.HOLDINGS, Audits.ROUND, AuditPenalties.PENALTIES));
  }

  @Override
  public WorldState endBlock(WorldState state, long height, Hash block) {
    return Audits.endBlock(state, height, block);
  }

  @Override
  public WorkBound<Long> blockBound() {
    return WorkBound.of(3, 2, 49 + AuditPenalties.MAX_BYTES);
  }
}

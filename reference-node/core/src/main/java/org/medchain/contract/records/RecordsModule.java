package org.medchain.contract.records;

import java.util.List;
import org.medchain.contract.engine.ContractModule;
import org.medchain.contract.engine.GenesisData;
import org.medchain.contract.engine.Table.Sole;
import org.medchain.contract.engine.WorldState;
import org.medchain.data.metadata.MetadataForm;

/** Uploads of records. */
public final class RecordsModule extends ContractModule {
  public RecordsModule() {
    super(
        "records",
        List.of(UploadRecord.TYPE),
        List.of(RecordEvents.class),
        List.of(
            Records.RECORDS,
            Records.ACCEPTED,
            Records.METADATA,
            Records.UNJUDGED,
            Records.REWARDED,
            Purchases.PURCHASES));
  }

  /** A chain in clear has no entry, as all chains before. */
  @Override
  public WorldState genesis(WorldState state, GenesisData data) {
    return data.metadata() == MetadataForm.CLEAR
        ? state
        : Records.METADATA.put(state, Sole.ENTRY, data.metadata());
  }
}

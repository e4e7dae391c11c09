package org.medchain.contract.records;

import java.util.List;
import org.medchain.contract.engine.ContractModule;
import org.medchain.contract.engine.EventType;
import org.medchain.contract.engine.GenesisData;
import org.medchain.contract.engine.Invariant;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.StateCodec.Sole;
import org.medchain.contract.engine.Table;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.registration.Registration;
import org.medchain.data.metadata.MetadataForm;

/** Uploads of records. */
public final class RecordsModule implements ContractModule {
  @Override
  public String name() {
    return "records";
  }

  @Override
  public List<OperationType<?>> operations() {
    return List.of(UploadRecord.TYPE);
  }

  @Override
  public List<EventType<?>> events() {
    return RecordEvents.TYPES;
  }

  @Override
  public List<Table<?, ?>> tables() {
    return List.of(
        Records.RECORDS,
        Records.ACCEPTED,
        Records.METADATA,
        Records.UNJUDGED,
        Records.REWARDED,
        Purchases.PURCHASES);
  }

  /** A chain in clear has no entry, as all chains before. */
  @Override
  public WorldState genesis(WorldState state, GenesisData data) {
    return data.metadata() == MetadataForm.CLEAR
        ? state
        : Records.METADATA.put(state, Sole.ENTRY, data.metadata());
  }

  @Override
  public List<Invariant> invariants() {
    return List.of(
        new Invariant("records are of patients", RecordsModule::ofPatients),
        new Invariant("no reward is earned before a verdict", RecordsModule::earned));
  }

  /** A false record has lost its chance, and a rewarded one had it. */
  private static boolean earned(WorldState state) {
    boolean[] all = {true};
    Records.UNJUDGED.forEach(
        state, (id, content) -> all[0] &= !Records.find(state, id).orElseThrow().foundFalse());
    Records.REWARDED.forEach(
        state,
        (content, id) ->
            all[0] &=
                !Records.awaitsReward(state, id)
                    && !Records.find(state, id).orElseThrow().isPending());
    return all[0];
  }

  private static boolean ofPatients(WorldState state) {
    boolean[] all = {true};
    Records.RECORDS.forEach(
        state,
        (id, record) ->
            all[0] &=
                Registration.role(state, record.owner()).filter(Role.PATIENT::equals).isPresent());
    return all[0];
  }
}

package org.medchain.contract.center;

import java.util.List;
import org.medchain.contract.engine.ContractModule;
import org.medchain.contract.engine.EventType;
import org.medchain.contract.engine.GenesisData;
import org.medchain.contract.engine.Invariant;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.StateCodec;
import org.medchain.contract.engine.StateCodec.Sole;
import org.medchain.contract.engine.Table;
import org.medchain.contract.engine.WorkBound;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.registration.Registration;
import org.medchain.data.Bytes;
import org.medchain.data.Encoder;

/** The regulatory center's decisions for all: the parameters, the consensus nodes, the rules. */
public final class CenterModule implements ContractModule {
  /** What all nodes agreed on before they started, so that the root binds it (CON-14). */
  private static final Table<Sole, Bytes> PARAMETERS =
      new Table<>(
          0x20,
          "parameters",
          StateCodec.SOLE,
          new StateCodec<>("terms", 0, Encoder::raw, in -> in.raw(in.remaining())));

  @Override
  public String name() {
    return "center";
  }

  @Override
  public List<OperationType<?>> operations() {
    return List.of(ChangeMembers.TYPE, FreezeAccount.TYPE, ThawAccount.TYPE, ChangeRules.TYPE);
  }

  @Override
  public List<EventType<?>> events() {
    return CenterEvents.TYPES;
  }

  @Override
  public List<Table<?, ?>> tables() {
    return List.of(PARAMETERS, ConsensusNodes.NODES, ConsensusNodes.OPERATORS, Freezing.FROZEN);
  }

  @Override
  public WorldState genesis(WorldState state, GenesisData data) {
    WorldState with = PARAMETERS.put(state, Sole.ENTRY, data.parameters());
    return ConsensusNodes.genesis(with, data.nodes());
  }

  /** Changes scheduled for this height are in force. */
  @Override
  public WorldState beginBlock(WorldState state, long height) {
    return state.withRulesDueAt(height);
  }

  @Override
  public WorkBound<Long> blockBound() {
    return WorkBound.of(2, 3, 469);
  }

  @Override
  public List<Invariant> invariants() {
    return List.of(
        new Invariant("there is a consensus node", state -> ConsensusNodes.of(state).size() > 0),
        new Invariant("only accounts of participants are frozen", CenterModule::knownFrozen));
  }

  private static boolean knownFrozen(WorldState state) {
    boolean[] known = {true};
    Freezing.FROZEN.forEach(
        state, (key, mark) -> known[0] &= Registration.role(state, key).isPresent());
    return known[0];
  }
}

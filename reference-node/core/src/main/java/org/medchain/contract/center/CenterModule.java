package org.medchain.contract.center;

import java.util.List;
import org.medchain.contract.engine.ContractModule;
import org.medchain.contract.engine.GenesisData;
import org.medchain.contract.engine.Table;
import org.medchain.contract.engine.Table.Sole;
import org.medchain.contract.engine.WorkBound;
import org.medchain.contract.engine.WorldState;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.Encoder;

/** The regulatory center's decisions for all: the parameters, the consensus nodes, the rules. */
public final class CenterModule extends ContractModule {
  /**
   * The parameters that all nodes agreed on before they started, so that the root binds them
   * (CON-14).
   */
  private static final Table<Sole, Bytes> PARAMETERS =
      new Table<>(
          0x20,
          "parameters",
          Table.SOLE,
          Codec.<Bytes>of(0, Bytes::size, Encoder::raw, in -> in.raw(in.remaining()))
              .named("terms"));

  public CenterModule() {
    super(
        "center",
        List.of(ChangeMembers.TYPE, FreezeAccount.TYPE, ThawAccount.TYPE, ChangeRules.TYPE),
        List.of(CenterEvents.class),
        List.of(PARAMETERS, ConsensusNodes.NODES, ConsensusNodes.OPERATORS, Freezing.FROZEN));
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
}

package org.medchain.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.medchain.contract.BlockExecutor;
import org.medchain.contract.ExecutedBlock;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.engine.ContractModule;
import org.medchain.contract.engine.ModuleRegistry;
import org.medchain.contract.engine.Table;
import org.medchain.contract.engine.Table.Sole;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.registration.Registration;
import org.medchain.data.Block;
import org.medchain.data.Codec;
import org.medchain.data.Hash;
import org.medchain.simulation.fault.Fault;
import org.medchain.simulation.model.SymbolicSignatures;
import org.medchain.simulation.observe.SimulationObserver;
import org.medchain.simulation.observe.SimulationReport;

/** SIM-40: nodes share executions, and a sample of them finds one that is not deterministic. */
final class SharedExecutionTest {
  private static final long MS = 1_000_000;
  private static final int NODES = 4;
  private static final int UPLOADS = 100;

  private final EndToEndRun chain = EndToEndRun.pbft(new SymbolicSignatures(), NODES, 2);
  private final AtomicInteger executed = new AtomicInteger();

  private ExecutedBlock counted(WorldState before, Block block) {
    executed.incrementAndGet();
    return ExecutedBlock.of(before, block);
  }

  private SimulationReport run(BlockExecutor executor, Fault... faults) {
    return new Simulation(
            chain.pbftCluster(1),
            TestCluster.environment(1, TestCluster.constant(1), faults),
            chain.uploads(UPLOADS, 10 * MS, 10 * MS),
            new SimulationObserver() {},
            executor)
        .run(60_000 * MS);
  }

  @Test
  void mostExecutionsAreDoneOnce() {
    assertThat(run(this::counted).drained()).isTrue();
    assertThat(executed.get()).isBetween(UPLOADS + 1, UPLOADS + UPLOADS * NODES / 16);
  }

  @Test
  void anOperationThatCountsItsExecutionsIsCaught() {
    AtomicInteger calls = new AtomicInteger();
    assertThatThrownBy(() -> run(planted(calls::incrementAndGet)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageMatching(
            "n[0-3] executed the block at height \\d+ otherwise .*state root.*state at key .*");
  }

  @Test
  void theSameModuleWithoutTheDefectIsNotCaught() {
    assertThat(run(planted(() -> 7L)).drained()).isTrue();
  }

  /** The chain's modules, and one that stores what it is given after every block. */
  private static BlockExecutor planted(LongSupplier value) {
    ModuleRegistry modules =
        new ModuleRegistry(
            Stream.concat(MedicalModules.REGISTRY.modules().stream(), Stream.of(new Planted(value)))
                .toList(),
            Registration::sender);
    return (before, block) -> ExecutedBlock.of(modules, before, block);
  }

  private static final class Planted extends ContractModule {
    private static final Table<Sole, Long> TABLE =
        new Table<>(0x7f, "planted", Table.SOLE, Codec.INT64);

    private final LongSupplier value;

    Planted(LongSupplier value) {
      super("planted", List.of(), List.of(), List.of(TABLE));
      this.value = value;
    }

    @Override
    public WorldState endBlock(WorldState state, long height, Hash block) {
      return TABLE.put(state, Sole.ENTRY, value.getAsLong());
    }
  }
}

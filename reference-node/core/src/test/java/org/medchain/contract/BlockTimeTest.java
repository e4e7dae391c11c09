package org.medchain.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import net.jqwik.api.Example;
import org.medchain.contract.engine.BlockExecution;
import org.medchain.contract.engine.Call;
import org.medchain.contract.engine.ContractModule;
import org.medchain.contract.engine.ModuleRegistry;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.OperationPermissions;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Result;
import org.medchain.contract.engine.TransactionExecution;
import org.medchain.contract.engine.WorkBound;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.registration.Registration;
import org.medchain.data.Block;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;

/**
 * CON-27: an operation is told its block's time, which is the header's, and a read is told none.
 */
class BlockTimeTest {
  private static final List<OptionalLong> SEEN = new ArrayList<>();

  /** Asks for the time. */
  record AskTime() implements Operation {
    static final OperationType<AskTime> TYPE =
        new OperationType<>(
            99,
            "ask time",
            AskTime.class,
            OperationPermissions.ANYBODY,
            true,
            "CON-27",
            WorkBound.of(0, 0, 0));

    @Override
    public Result execute(Call call, WorldState state) {
      SEEN.add(call.blockTimeMs());
      call.timeMs();
      return Result.done(state, List.of());
    }
  }

  /** The module of that operation. */
  static final class ClockModule extends ContractModule {
    ClockModule() {
      super("clock", List.of(AskTime.TYPE), List.of(), List.of());
    }
  }

  @Example
  void theTimeIsTheHeaders() {
    List<ContractModule> modules = new ArrayList<>(MedicalModules.REGISTRY.modules());
    modules.add(new ClockModule());
    ModuleRegistry moduleRegistry = new ModuleRegistry(modules, Registration::sender);
    TestChain chain = new TestChain();
    chain.advanceTo(3);
    Transaction first = chain.order(TestChain.DOCTOR, new AskTime());
    Transaction second = chain.order(TestChain.PATIENT, new AskTime());
    Block block = chain.next(List.of(first, second));
    WorldState state = chain.state();
    SEEN.clear();
    BlockExecution executed = BlockExecution.of(moduleRegistry, state, block);
    OptionalLong time = OptionalLong.of(block.header().timestampMs());
    assertThat(SEEN).containsExactly(time, time);
    assertThat(executed.receipts()).allMatch(Receipt::succeeded);
    assertThat(block.header().timestampMs())
        .isEqualTo(chain.genesis().terms().timestampMs() + 4_000);
    Receipt read = TransactionExecution.read(moduleRegistry, state, first, 3);
    assertThat(Outcome.of(read)).isEqualTo(Outcome.NOT_READ_ONLY);
    assertThat(SEEN.getLast()).isEmpty();
  }
}

package org.medchain.cluster.calibrate;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.Replica;
import org.medchain.consensus.StateMachine;
import org.medchain.data.Block;

/** Processor time of calls, over a number of things that they do. */
final class TimedCalls {
  private static final int PAIRS = 20_000;
  private static final double NS_PER_US = 1e3;

  private long ns;
  private long calls;
  private long countedItems;

  /** The cost of two readings of the processor time, in µs. */
  static double clockUs() {
    long total = 0;
    for (int i = 0; i < 2 * PAIRS; i++) {
      long before = MeasurementRounds.cpuNs();
      long took = MeasurementRounds.cpuNs() - before;
      total += i < PAIRS ? 0 : took;
    }
    return total / NS_PER_US / PAIRS;
  }

  private <T> T timed(java.util.function.Supplier<T> call) {
    long before = MeasurementRounds.cpuNs();
    T result = call.get();
    ns += MeasurementRounds.cpuNs() - before;
    calls++;
    return result;
  }

  /** All calls' time, for each thing counted. */
  double usPerCounted(double clockUs) {
    return Math.max(0, ns / NS_PER_US - calls * clockUs) / Math.max(1, countedItems);
  }

  /** A replica that does the same; the inputs that are meant are counted. */
  Replica instrument(Replica replica, Predicate<Input> meant) {
    return input -> {
      countedItems += meant.test(input) ? 1 : 0;
      List<Output> outputs = timed(() -> replica.step(input));
      return outputs;
    };
  }

  /** A state machine that does the same and shows it; transactions are counted. */
  StateMachine instrument(StateMachine machine, BiConsumer<Block, ExecutionResult> seen) {
    return new DelegatingStateMachine(machine) {
      @Override
      public ExecutionResult apply(Block block) {
        countedItems += block.transactions().size();
        ExecutionResult execution = timed(() -> super.apply(block));
        seen.accept(block, execution);
        return execution;
      }
    };
  }
}

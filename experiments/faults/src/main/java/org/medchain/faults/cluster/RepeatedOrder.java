package org.medchain.faults.cluster;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.transport.RefusedException;

/**
 * Gives an order again and again until it is carried out, as faults may swallow it or its answer.
 *
 * @param limitNs from when on a failure is final
 * @param pauseMs from one time to the next
 */
record RepeatedOrder(long limitNs, long pauseMs) {
  /** An order, or what to see after it. */
  @FunctionalInterface
  interface Order {
    void run() throws IOException, InterruptedException, UserInputException;
  }

  /** Until it succeeds. */
  void carryOut(Order order) throws IOException, InterruptedException, UserInputException {
    carryOut(order, refusal -> false);
  }

  /**
   * The same for an order that is carried out once only.
   *
   * @param isDone whether the center refuses because it has done so: its answer was late
   */
  void carryOut(Order order, Predicate<String> isDone)
      throws IOException, InterruptedException, UserInputException {
    long endNs = System.nanoTime() + limitNs;
    while (true) {
      try {
        order.run();
        return;
      } catch (IOException e) {
        if (refusal(e).filter(isDone).isPresent()) {
          return;
        }
        if (System.nanoTime() > endNs) {
          throw e;
        }
        TimeUnit.MILLISECONDS.sleep(pauseMs);
      }
    }
  }

  private static Optional<String> refusal(IOException e) {
    return e.getCause() instanceof ExecutionException failed
            && failed.getCause() instanceof RefusedException refused
        ? Optional.of(String.valueOf(refused.getMessage()))
        : Optional.empty();
  }
}

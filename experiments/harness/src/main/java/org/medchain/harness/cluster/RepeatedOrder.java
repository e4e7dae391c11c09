package org.medchain.harness.cluster;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.transport.RefusedException;

/**
 * Gives an order again and again until it is carried out, as faults may swallow it or its answer.
 * One that the center refuses after it left the same order without an answer was carried out then;
 * what the nodes do shows whether it was.
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

  /** What the center does once: a refusal after no answer means that it is done. */
  void carryOut(Order order) throws IOException, InterruptedException, UserInputException {
    repeat(order, true);
  }

  /** What has a result of its own, or is no order: until it succeeds. */
  void untilItSucceeds(Order order) throws IOException, InterruptedException, UserInputException {
    repeat(order, false);
  }

  private void repeat(Order order, boolean once)
      throws IOException, InterruptedException, UserInputException {
    long endNs = System.nanoTime() + limitNs;
    boolean unanswered = false;
    while (true) {
      try {
        order.run();
        return;
      } catch (IOException e) {
        if (once && unanswered && isRefusal(e)) {
          return;
        }
        unanswered |= !isRefusal(e);
        if (System.nanoTime() > endNs) {
          throw e;
        }
        TimeUnit.MILLISECONDS.sleep(pauseMs);
      }
    }
  }

  private static boolean isRefusal(IOException e) {
    return e.getCause() instanceof ExecutionException failed
        && failed.getCause() instanceof RefusedException;
  }
}

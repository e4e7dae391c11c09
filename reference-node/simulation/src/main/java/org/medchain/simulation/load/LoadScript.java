package org.medchain.simulation.load;

import java.util.List;
import java.util.OptionalLong;
import org.medchain.consensus.Output;
import org.medchain.data.Transaction;

/**
 * The actions of an interactive load's clients (SIM-38). A host calls it at time 0, at each time
 * that it asked for, and whenever a request became final; all calls come from one thread, in the
 * order of their times. The same calls give the same steps.
 */
public interface LoadScript {
  /**
   * A request for the host to submit now.
   *
   * @param client index of the client, from 0
   * @param transaction the request
   * @param read whether it is to be answered without being ordered, if that is possible
   */
  record Submission(int client, Transaction transaction, boolean read) {}

  /**
   * The actions at a time.
   *
   * @param submissions in this order
   * @param wakeNs when to call again, in ns from the load's beginning, after now; empty where only
   *     an answer changes anything
   * @param finished whether nothing more will be submitted
   */
  record LoadStep(List<Submission> submissions, OptionalLong wakeNs, boolean finished) {
    public LoadStep {
      submissions = List.copyOf(submissions);
    }
  }

  /** The due actions; {@code nowNs} counts from the load's beginning. */
  LoadStep step(long nowNs);

  /** A request of this client became final; the host calls {@link #step} right after. */
  void accepted(int client, Output.Accepted accepted, long nowNs);
}

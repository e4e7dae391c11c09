package org.medchain.harness.host;

import java.io.IOException;
import java.util.Optional;
import org.medchain.harness.plan.FaultKind;

/** What runs a cluster and its faults: the seeded simulation, or processes (FAULT-1). */
public interface HarnessHost {
  /** As commands name it. */
  String name();

  /** Why it cannot do a kind of fault; empty where it can. */
  Optional<String> obstacle(FaultKind kind);

  /**
   * Runs a test to its end, heals everything and leaves nothing running.
   *
   * @throws IOException if the cluster cannot be made or started; the message is one line
   */
  HostOutcome run(HarnessTest test) throws IOException, InterruptedException;
}

package org.medchain.faults.host;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.medchain.faults.plan.NemesisKind;

/** What runs a cluster and its faults: the seeded simulation, or processes (FAULT-1). */
public interface HarnessHost {
  /** As commands name it. */
  String name();

  /** Why it cannot do a kind of fault; empty where it can. */
  Optional<String> obstacle(NemesisKind kind);

  /** What it can do. */
  default List<NemesisKind> possible() {
    return Stream.of(NemesisKind.values()).filter(each -> obstacle(each).isEmpty()).toList();
  }

  /**
   * Runs a test to its end, heals everything and leaves nothing running.
   *
   * @throws IOException if the cluster cannot be made or started; the message is one line
   */
  HostOutcome run(HarnessTest test) throws IOException, InterruptedException;
}

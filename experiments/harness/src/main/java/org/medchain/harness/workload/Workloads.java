package org.medchain.harness.workload;

import java.util.List;
import java.util.Optional;

/** All workloads, one a line. */
public final class Workloads {
  private static final List<Workload> ALL =
      List.of(
          new RegisterWorkload(),
          new SetWorkload(),
          new AppendWorkload(),
          new BankWorkload(),
          new ConsentWorkload(),
          new RecordWorkload());

  private Workloads() {}

  /** In the order in which to show them. */
  public static List<Workload> all() {
    return ALL;
  }

  /** The one of this name. */
  public static Optional<Workload> of(String name) {
    return ALL.stream().filter(each -> each.name().equals(name)).findFirst();
  }
}

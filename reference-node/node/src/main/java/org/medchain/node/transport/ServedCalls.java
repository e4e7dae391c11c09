package org.medchain.node.transport;

import java.util.List;
import java.util.Optional;

/**
 * The calls that a process serves.
 *
 * @param services at most one for each method
 * @param admission whose calls reach them
 */
public record ServedCalls(List<RpcService> services, CallAdmission admission) {
  /** A process that serves no calls. */
  public static final ServedCalls NONE =
      new ServedCalls(List.of(), (peer, method) -> Optional.empty());

  /** Copies the list. */
  public ServedCalls {
    services = List.copyOf(services);
  }
}

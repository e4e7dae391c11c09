package org.medchain.node.transport;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The calls that a process serves.
 *
 * @param services at most one for each method
 * @param admission why a peer's call of a method is refused (CONN-13), empty if it is served; asked
 *     when a call comes and when its turn comes, from any thread
 */
public record ServedCalls(
    List<RpcService> services, BiFunction<Peer, RpcMethod, Optional<String>> admission) {
  /** A process that serves no calls. */
  public static final ServedCalls NONE =
      new ServedCalls(List.of(), (peer, method) -> Optional.empty());

  public ServedCalls {
    services = List.copyOf(services);
  }
}

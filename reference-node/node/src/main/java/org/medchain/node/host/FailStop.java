package org.medchain.node.host;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.medchain.node.failure.FatalError;
import org.medchain.node.transport.Transport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops a node at once when a part of it cannot continue (NODE-18): its replica takes no step,
 * nothing is sent, its connections end. The process ends soon after.
 */
final class FailStop {
  private static final Logger LOG = LoggerFactory.getLogger(FailStop.class);

  private FailStop() {}

  /**
   * Begins to wait for reasons: those given, and the failure of the replica, of the disk, and of
   * the threads of connections.
   *
   * @return completes with the first reason, after nothing more can be sent
   */
  static CompletableFuture<Exception> on(
      List<CompletableFuture<Exception>> others,
      NodeResources resources,
      ReplicaHost host,
      Transport transport) {
    resources.loop.onError(error -> host.halt(FatalError.of("connections", error)));
    List<CompletableFuture<Exception>> reasons = new ArrayList<>(others);
    reasons.add(resources.store.failed());
    reasons.add(host.failed());
    return CompletableFuture.anyOf(reasons.toArray(CompletableFuture[]::new))
        .thenApply(reason -> stop((Exception) reason, host, transport));
  }

  /** On the thread that found the reason, so that nothing leaves meanwhile. */
  private static Exception stop(Exception reason, ReplicaHost host, Transport transport) {
    try {
      transport.halt();
      host.halt(reason);
    } catch (RuntimeException | Error e) {
      LOG.atError().setCause(e).log("a node that cannot continue does not stop in order");
    }
    return reason;
  }

  /** For the node's status; most other reasons are the disk's. */
  static String text(Exception reason) {
    return (reason instanceof FatalError ? "" : "store: ") + reason.getMessage();
  }
}

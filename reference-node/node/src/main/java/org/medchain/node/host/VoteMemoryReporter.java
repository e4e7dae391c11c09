package org.medchain.node.host;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells why the replica must not vote (PBFT-29): other threads ask, and the log has each change.
 */
final class VoteMemoryReporter implements HostObserver {
  private static final Logger LOG = LoggerFactory.getLogger(VoteMemoryReporter.class);

  private final Supplier<Optional<String>> replica;
  private volatile Optional<String> reason = Optional.empty();

  /** Reads it from the replica, on the replica's thread. */
  VoteMemoryReporter(Supplier<Optional<String>> replica) {
    this.replica = replica;
  }

  /** Why it must not vote, in one line; for any thread. */
  Optional<String> reason() {
    return reason;
  }

  @Override
  public void stepped(Input input, List<Output> outputs) {
    Optional<String> now = replica.get();
    if (!now.equals(reason)) {
      reason = now;
      now.ifPresentOrElse(
          why -> LOG.warn("votes on nothing: {}", why),
          () -> LOG.info("a quorum confirms that no vote is forgotten"));
    }
  }
}

package org.medchain.node.host;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.pbft.VoteMemory;
import org.medchain.consensus.pbft.message.StableCheckpoint;
import org.medchain.data.PublicKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells whether the replica knows what it has voted on (PBFT-29): other threads ask, the log has
 * each change, and a node that has lost its votes ends (NODE-16).
 */
final class VoteMemoryReporter implements HostObserver {
  private static final Logger LOG = LoggerFactory.getLogger(VoteMemoryReporter.class);

  private final String node;
  private final Supplier<VoteMemory> replica;
  private final CompletableFuture<Exception> lost = new CompletableFuture<>();
  private volatile VoteMemory memory = VoteMemory.INTACT;
  private volatile Optional<String> recovered = Optional.empty();

  /** Reads it from the replica, on the replica's thread. */
  VoteMemoryReporter(String node, Supplier<VoteMemory> replica) {
    this.node = node;
    this.replica = replica;
  }

  /** Why it must not vote yet, or for nothing any more, in one line; for any thread. */
  Optional<String> reason() {
    return recovered.isPresent() || memory == VoteMemory.INTACT
        ? recovered
        : Optional.of("asks a quorum of the members what it has voted on");
  }

  /** Completes with the reason when votes are found that the store does not have. */
  CompletableFuture<Exception> lost() {
    return lost.copy();
  }

  /** PBFT-42: only what the center has signed gets this reason; nothing follows it unaccepted. */
  @Override
  public void rejected(PublicKey sender, String reason) {
    if (reason.startsWith(StableCheckpoint.RECOVERED) && recovered.isEmpty()) {
      LOG.error("{}", reason);
      recovered = Optional.of(reason);
    }
  }

  @Override
  public void stepped(Input input, List<Output> outputs) {
    VoteMemory now = replica.get();
    if (now == memory) {
      return;
    }
    memory = now;
    switch (now) {
      case INTACT -> LOG.info("a quorum confirms that no vote is forgotten");
      case UNCONFIRMED -> LOG.info("votes on nothing yet: asks a quorum what it has voted on");
      case LOST ->
          lost.complete(
              new IllegalStateException(
                  "its store is an old copy: others hold votes of its that it does not have, so it"
                      + " must not vote with this key again; 'experiments/medchain cluster start "
                      + node
                      + " --recover' gives it a fresh one and the others' ledger"));
    }
  }
}

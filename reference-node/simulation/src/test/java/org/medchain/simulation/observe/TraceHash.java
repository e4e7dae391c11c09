package org.medchain.simulation.observe;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.List;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.data.Hash;
import org.medchain.network.MessageType;
import org.medchain.simulation.model.Sha256Digests;

/** SIM-2: SHA-256 over the lines of a {@link TraceWriter}: one hash, the same steps. */
public final class TraceHash implements SimulationObserver {
  private final TraceWriter lines;
  private final MessageDigest digest = Sha256Digests.sha256();
  private long steps;

  /** The hash of no step yet, under the protocol's kinds of messages. */
  public TraceHash(Collection<MessageType> messages) {
    lines = new TraceWriter(messages, this::add);
  }

  private void add(String line) {
    digest.update(line.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) '\n');
    steps++;
  }

  @Override
  public void stepped(String party, long atNs, Input input, List<Output> outputs) {
    lines.stepped(party, atNs, input, outputs);
  }

  /** The hash of the steps seen; ends the observation. */
  public Hash finish() {
    return Hash.fromArray(digest.digest(), 0);
  }

  /** How many steps it has seen. */
  public long steps() {
    return steps;
  }
}

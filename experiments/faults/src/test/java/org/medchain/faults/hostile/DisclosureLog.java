package org.medchain.faults.hostile;

import java.util.Map;
import java.util.TreeMap;
import org.medchain.consensus.pbft.message.DecidedBlock;
import org.medchain.consensus.pbft.message.FetchedBlock;
import org.medchain.consensus.pbft.message.OrderedReply;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.consensus.pbft.message.ReadReply;
import org.medchain.consensus.pbft.message.StableCheckpoint;
import org.medchain.consensus.snapshot.SnapshotPart;
import org.medchain.data.PublicKey;
import org.medchain.network.Envelope;
import org.medchain.network.Message;

/** What came to peers without the ledger that they may not read (LIGHT-8); for any thread. */
final class DisclosureLog {
  private final PublicKey client;
  private final Map<String, Long> shown = new TreeMap<>();

  /** Replies to this client are denied to all others. */
  DisclosureLog(PublicKey client) {
    this.client = client;
  }

  void received(HostileRole role, Envelope envelope) {
    if (!role.certified().isNode()) {
      HonestCorpus.decoded(envelope).ifPresent(message -> check(role, message));
    }
  }

  private void check(HostileRole role, Message message) {
    boolean denied =
        switch (message) {
          case DecidedBlock block -> true;
          case FetchedBlock block -> true;
          case StableCheckpoint tip -> true;
          case SnapshotPart part -> true;
          case PrePrepare proposal -> true;
          case OrderedReply reply -> reply.receipt().request().sender().equals(client);
          case ReadReply reply -> reply.receipt().request().sender().equals(client);
          default -> false;
        };
    if (denied) {
      note(role, message.type().name());
    }
  }

  synchronized void note(HostileRole role, String what) {
    shown.merge(role + " received " + what, 1L, Long::sum);
  }

  /** What was shown, and how often. */
  synchronized Map<String, Long> shown() {
    return new TreeMap<>(shown);
  }
}

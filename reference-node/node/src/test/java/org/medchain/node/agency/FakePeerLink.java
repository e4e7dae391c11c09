package org.medchain.node.agency;

import java.util.ArrayList;
import java.util.List;
import org.medchain.data.PublicKey;
import org.medchain.network.Envelope;
import org.medchain.node.ledger.TestLedger;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.PeerLink;
import org.medchain.node.transport.PeerRole;

/** A connection that keeps what was sent. */
public final class FakePeerLink implements PeerLink {
  private final Peer peer;
  public final List<Envelope> sent = new ArrayList<>();
  public boolean open = true;

  public FakePeerLink(PublicKey key, PeerRole role) {
    this.peer = TestLedger.peer(key, role);
  }

  @Override
  public Peer peer() {
    return peer;
  }

  @Override
  public synchronized boolean send(Envelope envelope) {
    if (open) {
      sent.add(envelope);
    }
    return open;
  }

  @Override
  public void close(String reason) {
    open = false;
  }

  /** The envelopes sent since the last time. */
  public synchronized List<Envelope> take() {
    List<Envelope> all = List.copyOf(sent);
    sent.clear();
    return all;
  }
}

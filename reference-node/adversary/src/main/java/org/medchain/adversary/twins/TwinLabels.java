package org.medchain.adversary.twins;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.medchain.adversary.AdversaryContext;
import org.medchain.consensus.pbft.message.FetchBlock;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.network.AuthenticationResult.Verified;
import org.medchain.network.Envelope;

/**
 * Tells twins which copy of a twin has sent an envelope, for both sign with one key: a request for
 * a block that does not exist, whose hash is that of copy and signature. So twins need no channel
 * of their own, and honest nodes ignore it.
 */
final class TwinLabels {
  private static final int MAX_REMEMBERED = 8192;
  private static final int COPIES = 2;

  /** Received labels, each of which lets one envelope pass as often as it comes. */
  private final Set<Hash> receivedLabels = new LinkedHashSet<>();

  /** Envelopes that came before their label, by each label that they may have. */
  private final Map<Hash, Verified> unlabelled = new LinkedHashMap<>();

  private final Map<Hash, Envelope> signed = new LinkedHashMap<>();

  private static Hash label(int copy, Envelope envelope) {
    return Hash.of(
        new Encoder().uint8(copy).value(envelope.sender()).value(envelope.signature()).toBytes());
  }

  /** Sends the label of an envelope to a fellow. */
  void send(int copy, Envelope envelope, PublicKey to, AdversaryContext stage) {
    Hash label = label(copy, envelope);
    Envelope known = signed.get(label);
    if (known != null) {
      stage.send(to, known);
      return;
    }
    stage.sign(
        new FetchBlock(label),
        made -> {
          signed.put(label, made);
          discardOldest(signed.keySet());
          stage.send(to, made);
        });
  }

  /** A colluder's message: passed to the copy that it is for, as soon as that is known. */
  void receive(Verified verified, long nowNs, List<TwinCopy> copies) {
    if (verified.message() instanceof FetchBlock question) {
      onLabel(question.block(), nowNs, copies);
      copies.forEach(copy -> copy.receive(verified, nowNs)); // it may be a real question as well
      return;
    }
    for (int copy = 0; copy < COPIES; copy++) {
      Hash label = label(copy, verified.envelope());
      if (receivedLabels.contains(label)) {
        copies.get(copy).receive(verified, nowNs);
      } else {
        unlabelled.put(label, verified);
        discardOldest(unlabelled.keySet());
      }
    }
  }

  private void onLabel(Hash label, long nowNs, List<TwinCopy> copies) {
    receivedLabels.add(label);
    discardOldest(receivedLabels);
    Verified found = unlabelled.remove(label);
    if (found != null) {
      int copy = label.equals(label(0, found.envelope())) ? 0 : 1;
      copies.get(copy).receive(found, nowNs);
    }
  }

  private static void discardOldest(Set<Hash> remembered) {
    if (remembered.size() > MAX_REMEMBERED) {
      remembered.remove(remembered.iterator().next());
    }
  }
}

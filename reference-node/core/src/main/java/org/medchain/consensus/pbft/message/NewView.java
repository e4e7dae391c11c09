package org.medchain.consensus.pbft.message;

import java.util.ArrayList;
import java.util.List;
import org.medchain.consensus.QuorumSizes;
import org.medchain.consensus.pbft.message.NewView.ViewChangeProof;
import org.medchain.data.Attestation;
import org.medchain.data.Codec;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;
import org.medchain.data.Signature;
import org.medchain.network.Envelope;
import org.medchain.network.Message;
import org.medchain.network.MessageType;

/**
 * NEW-VIEW (Castro and Liskov 1999, §4.4): the new primary shows the VIEW-CHANGEs of a quorum;
 * every replica computes from them what the view must propose again. The PRE-PREPAREs follow as
 * ordinary messages.
 *
 * @param view the new view
 * @param proofs the VIEW-CHANGEs with their senders
 */
public record NewView(long view, List<ViewChangeProof> proofs) implements Message {
  public static final Codec<NewView> CODEC =
      Codec.of(NewView.class, Codec.NATURAL, ViewChangeProof.CODEC.list(QuorumSizes.MAX_NODES));

  public static final MessageType TYPE = MessageType.of(14, "new-view", NewView.class);

  /**
   * One replica's VIEW-CHANGE.
   *
   * @param sender its signer
   * @param viewChange the message
   * @param signature the sender's
   */
  public record ViewChangeProof(PublicKey sender, ViewChange viewChange, Signature signature) {
    static final Codec<ViewChangeProof> CODEC =
        Envelope.CODEC.map(ViewChangeProof::of, ViewChangeProof::envelope);

    private static ViewChangeProof of(Envelope envelope) {
      if (envelope.code() != ViewChange.TYPE.code()
          || !(ViewChange.TYPE.decoder().apply(envelope) instanceof ViewChange change)) {
        throw new MalformedInput("a new view's proof is not a view change");
      }
      return new ViewChangeProof(envelope.sender(), change, envelope.signature());
    }

    Envelope envelope() {
      return new Envelope(ViewChange.TYPE.code(), sender, viewChange.encoded(), signature);
    }

    Attestation attestation() {
      return new Attestation(ViewChange.TYPE.name(), sender, viewChange.encoded(), signature);
    }
  }

  public NewView {
    proofs = List.copyOf(proofs);
  }

  @Override
  public List<Attestation> nested() {
    List<Attestation> all = new ArrayList<>();
    for (ViewChangeProof proof : proofs) {
      all.add(proof.attestation());
      all.addAll(proof.viewChange().nested());
    }
    return all;
  }
}

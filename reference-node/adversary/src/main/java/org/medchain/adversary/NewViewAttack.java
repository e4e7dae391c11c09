package org.medchain.adversary;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.pbft.message.NewView;
import org.medchain.consensus.pbft.message.ViewChange;
import org.medchain.data.PublicKey;
import org.medchain.network.AuthenticationResult.Verified;

/** ADV-18: a NEW-VIEW that does not show what its primary was sent. */
final class NewViewAttack implements Attack {
  private static final int MAX_VIEWS = 8;

  private final ByzantineBehaviour.FalseNewViewKind lie;

  /** The VIEW-CHANGEs heard, by view and sender: what other quorums can be shown. */
  private final TreeMap<Long, Map<PublicKey, NewView.ViewChangeProof>> viewChanges =
      new TreeMap<>();

  NewViewAttack(ByzantineBehaviour.FalseNewViewKind lie) {
    this.lie = lie;
  }

  @Override
  public void observe(Input input, AdversaryContext stage) {
    if (input instanceof Input.MessageReceived received
        && received.verified().message() instanceof ViewChange change) {
      note(received.verified(), change);
    }
  }

  private void note(Verified verified, ViewChange change) {
    PublicKey sender = verified.sender();
    viewChanges
        .computeIfAbsent(change.newView(), key -> new TreeMap<>())
        .put(sender, new NewView.ViewChangeProof(sender, change, verified.envelope().signature()));
    if (viewChanges.size() > MAX_VIEWS) {
      viewChanges.pollFirstEntry();
    }
  }

  @Override
  public void interceptOutput(Output output, AdversaryContext stage) {
    if (EnvelopeOutputs.envelope(output).flatMap(stage::ownMessage).orElse(null)
        instanceof NewView truth) {
      NewView said = falseNewView(truth);
      boolean toHalf = lie == ByzantineBehaviour.FalseNewViewKind.TWO_VERSIONS;
      if (toHalf) {
        sendTwoVersions(output, said, stage);
      } else {
        stage.sign(said, signed -> stage.add(EnvelopeOutputs.withEnvelope(output, signed)));
      }
    } else {
      stage.add(output);
    }
  }

  private NewView falseNewView(NewView truth) {
    List<NewView.ViewChangeProof> proofs = new ArrayList<>(truth.proofs());
    long view = truth.view();
    switch (lie) {
      case TOO_FEW -> proofs.remove(proofs.size() - 1);
      case DOUBLED -> proofs.set(proofs.size() - 1, proofs.get(0));
      case VIEW_ABOVE -> view++;
      case TWO_VERSIONS -> anotherProof(truth).ifPresent(other -> proofs.set(0, other));
    }
    return new NewView(view, proofs);
  }

  /** A VIEW-CHANGE for the same view that the true NEW-VIEW does not show. */
  private Optional<NewView.ViewChangeProof> anotherProof(NewView truth) {
    List<PublicKey> shown = truth.proofs().stream().map(NewView.ViewChangeProof::sender).toList();
    return viewChanges.getOrDefault(truth.view(), Map.of()).values().stream()
        .filter(proof -> !shown.contains(proof.sender()))
        .findFirst();
  }

  private static void sendTwoVersions(Output output, NewView said, AdversaryContext stage) {
    List<Output.Send> sends = EnvelopeOutputs.sends(output, stage);
    stage.sign(
        said,
        signed ->
            sends.stream()
                .filter(send -> isSecond(send.to(), stage))
                .forEach(send -> stage.add(EnvelopeOutputs.withEnvelope(send, signed))));
    sends.stream().filter(send -> !isSecond(send.to(), stage)).forEach(stage::add);
  }

  private static boolean isSecond(PublicKey node, AdversaryContext stage) {
    return stage.members().indexOf(node) % 2 == 1;
  }
}

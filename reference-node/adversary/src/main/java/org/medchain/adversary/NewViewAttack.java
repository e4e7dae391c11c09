package org.medchain.adversary;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.pbft.message.NewView;
import org.medchain.consensus.pbft.message.ViewChange;
import org.medchain.data.PublicKey;

/** ADV-18: a NEW-VIEW that does not show what its primary was sent. */
final class NewViewAttack implements Attack {
  private final ByzantineBehaviour.FalseNewViewKind lie;

  /** The received VIEW-CHANGEs: other quorums can be made of them. */
  private final AdversaryKnowledge knowledge;

  NewViewAttack(ByzantineBehaviour.FalseNewViewKind lie, AdversarySetup surroundings) {
    this.lie = lie;
    this.knowledge = new AdversaryKnowledge(surroundings.chain());
  }

  @Override
  public void observe(Input input, AdversaryContext stage) {
    knowledge.observe(input);
  }

  @Override
  public void interceptOutput(Output output, AdversaryContext stage) {
    if (!(EnvelopeOutputs.envelope(output).flatMap(stage::ownMessage).orElse(null)
        instanceof NewView truth)) {
      stage.add(output);
    } else if (lie == ByzantineBehaviour.FalseNewViewKind.TWO_VERSIONS) {
      twoVersions(output, truth, stage);
    } else {
      stage.sign(
          falseNewView(truth), signed -> stage.add(EnvelopeOutputs.withEnvelope(output, signed)));
    }
  }

  private NewView falseNewView(NewView truth) {
    List<NewView.ViewChangeProof> proofs = new ArrayList<>(truth.proofs());
    long view = truth.view();
    switch (lie) {
      case TOO_FEW -> proofs.remove(proofs.size() - 1);
      case DOUBLED -> proofs.set(proofs.size() - 1, proofs.get(0));
      case VIEW_ABOVE -> view++;
      case TWO_VERSIONS -> throw new IllegalStateException("one of two is the truth");
    }
    return new NewView(view, proofs);
  }

  /** The truth to the first half; to the second one with another VIEW-CHANGE in it. */
  private void twoVersions(Output output, NewView truth, AdversaryContext stage) {
    List<Output.Send> second = new ArrayList<>();
    for (Output.Send send : EnvelopeOutputs.sends(output, stage)) {
      if (isSecond(send.to(), stage)) {
        second.add(send);
      } else {
        stage.add(send);
      }
    }
    Optional<NewView.ViewChangeProof> other = anotherProof(truth, stage.self());
    Optional<NewView.ViewChangeProof> own =
        truth.proofs().stream().filter(proof -> proof.sender().equals(stage.self())).findFirst();
    if (other.isPresent()) {
      say(with(truth, 0, other.get()), second, stage);
    } else if (own.isPresent()) {
      sayWithOtherOwn(truth, own.get(), second, stage);
    } else {
      second.forEach(stage::add);
    }
  }

  /** A VIEW-CHANGE for the same view that the true NEW-VIEW does not show. */
  private Optional<NewView.ViewChangeProof> anotherProof(NewView truth, PublicKey self) {
    List<PublicKey> shown = truth.proofs().stream().map(NewView.ViewChangeProof::sender).toList();
    return knowledge.changes.getOrDefault(truth.view(), Map.of()).values().stream()
        .filter(proof -> !shown.contains(proof.sender()) && !proof.sender().equals(self))
        .findFirst();
  }

  /**
   * A primary sends its NEW-VIEW as soon as it has a quorum, so mostly there is no other
   * VIEW-CHANGE; but of its own it can sign a second one, which owns up to nothing prepared.
   */
  private static void sayWithOtherOwn(
      NewView truth,
      NewView.ViewChangeProof own,
      List<Output.Send> receivers,
      AdversaryContext stage) {
    ViewChange bare = new ViewChange(truth.view(), own.viewChange().decided(), List.of());
    int place = truth.proofs().indexOf(own);
    stage.sign(
        bare,
        signed ->
            say(
                with(
                    truth,
                    place,
                    new NewView.ViewChangeProof(own.sender(), bare, signed.signature())),
                receivers,
                stage));
  }

  private static NewView with(NewView truth, int place, NewView.ViewChangeProof proof) {
    List<NewView.ViewChangeProof> proofs = new ArrayList<>(truth.proofs());
    proofs.set(place, proof);
    return new NewView(truth.view(), proofs);
  }

  private static void say(NewView said, List<Output.Send> receivers, AdversaryContext stage) {
    stage.sign(
        said,
        signed -> receivers.forEach(send -> stage.add(EnvelopeOutputs.withEnvelope(send, signed))));
  }

  private static boolean isSecond(PublicKey node, AdversaryContext stage) {
    return stage.members().indexOf(node) % 2 == 1;
  }
}

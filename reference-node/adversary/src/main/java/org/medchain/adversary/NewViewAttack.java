package org.medchain.adversary;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.QuorumCertificate;
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
    if (!(stage.ownMessage(output).orElse(null) instanceof NewView truth)) {
      stage.add(output);
    } else if (lie == ByzantineBehaviour.FalseNewViewKind.TWO_VERSIONS) {
      twoVersions(output, truth, stage);
    } else {
      stage.sendInstead(output, falseNewView(truth));
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

  /**
   * The truth to the first half; to the second one with another VIEW-CHANGE in it. A primary sends
   * its NEW-VIEW as soon as it has a quorum, so mostly there is no other; but it can sign a second
   * VIEW-CHANGE of itself, which shows nothing as prepared.
   */
  private void twoVersions(Output output, NewView truth, AdversaryContext stage) {
    Map<Boolean, List<Output.Send>> halves =
        EnvelopeOutputs.sends(output, stage).stream()
            .collect(
                Collectors.partitioningBy(send -> stage.members().indexOf(send.to()) % 2 == 1));
    halves.get(false).forEach(stage::add);
    List<Output.Send> second = halves.get(true);
    List<PublicKey> shown = truth.proofs().stream().map(NewView.ViewChangeProof::sender).toList();
    Optional<NewView.ViewChangeProof> other =
        knowledge.changes.getOrDefault(truth.view(), Map.of()).values().stream()
            .filter(
                proof -> !shown.contains(proof.sender()) && !proof.sender().equals(stage.self()))
            .findFirst();
    int own = shown.indexOf(stage.self());
    if (other.isPresent()) {
      say(truth, 0, other.get(), second, stage);
    } else if (own >= 0) {
      QuorumCertificate decided = truth.proofs().get(own).viewChange().decided();
      ViewChange bare = new ViewChange(truth.view(), decided, List.of());
      stage.sign(
          bare,
          signed -> {
            NewView.ViewChangeProof proof =
                new NewView.ViewChangeProof(stage.self(), bare, signed.signature());
            say(truth, own, proof, second, stage);
          });
    } else {
      second.forEach(stage::add);
    }
  }

  /** Shows these receivers another VIEW-CHANGE in this place. */
  private static void say(
      NewView truth,
      int place,
      NewView.ViewChangeProof proof,
      List<Output.Send> receivers,
      AdversaryContext stage) {
    List<NewView.ViewChangeProof> proofs = new ArrayList<>(truth.proofs());
    proofs.set(place, proof);
    stage.sign(
        new NewView(truth.view(), proofs),
        signed -> receivers.forEach(send -> stage.add(EnvelopeOutputs.withEnvelope(send, signed))));
  }
}

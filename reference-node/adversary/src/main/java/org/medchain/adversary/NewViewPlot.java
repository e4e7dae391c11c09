package org.medchain.adversary;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.pbft.NewView;
import org.medchain.consensus.pbft.ViewChange;
import org.medchain.data.PublicKey;
import org.medchain.network.Authentication.Verified;

/** ADV-18: a NEW-VIEW that does not show what its primary was sent. */
final class NewViewPlot implements Plot {
  private static final int VIEWS_KEPT = 8;

  private final Behaviour.NewViewLie lie;

  /** The VIEW-CHANGEs heard, by view and sender: what other quorums can be shown. */
  private final TreeMap<Long, Map<PublicKey, NewView.Proof>> heard = new TreeMap<>();

  NewViewPlot(Behaviour.NewViewLie lie) {
    this.lie = lie;
  }

  @Override
  public void watch(Input input, Stage stage) {
    if (input instanceof Input.MessageReceived received
        && received.verified().message() instanceof ViewChange change) {
      note(received.verified(), change);
    }
  }

  private void note(Verified verified, ViewChange change) {
    PublicKey sender = verified.sender();
    heard
        .computeIfAbsent(change.newView(), key -> new TreeMap<>())
        .put(sender, new NewView.Proof(sender, change, verified.envelope().signature()));
    if (heard.size() > VIEWS_KEPT) {
      heard.pollFirstEntry();
    }
  }

  @Override
  public void outgoing(Output output, Stage stage) {
    if (Wire.envelope(output).flatMap(stage::own).orElse(null) instanceof NewView truth) {
      NewView said = wrong(truth);
      boolean toHalf = lie == Behaviour.NewViewLie.TWO_VERSIONS;
      if (toHalf) {
        halves(output, said, stage);
      } else {
        stage.sign(said, signed -> stage.add(Wire.with(output, signed)));
      }
    } else {
      stage.add(output);
    }
  }

  private NewView wrong(NewView truth) {
    List<NewView.Proof> proofs = new ArrayList<>(truth.proofs());
    long view = truth.view();
    switch (lie) {
      case TOO_FEW -> proofs.remove(proofs.size() - 1);
      case DOUBLED -> proofs.set(proofs.size() - 1, proofs.get(0));
      case VIEW_ABOVE -> view++;
      case TWO_VERSIONS -> another(truth).ifPresent(other -> proofs.set(0, other));
    }
    return new NewView(view, proofs);
  }

  /** A VIEW-CHANGE for the same view that the true NEW-VIEW does not show. */
  private Optional<NewView.Proof> another(NewView truth) {
    List<PublicKey> shown = truth.proofs().stream().map(NewView.Proof::sender).toList();
    return heard.getOrDefault(truth.view(), Map.of()).values().stream()
        .filter(proof -> !shown.contains(proof.sender()))
        .findFirst();
  }

  private static void halves(Output output, NewView said, Stage stage) {
    List<Output.Send> sends = Wire.sends(output, stage);
    stage.sign(
        said,
        signed ->
            sends.stream()
                .filter(send -> isSecond(send.to(), stage))
                .forEach(send -> stage.add(Wire.with(send, signed))));
    sends.stream().filter(send -> !isSecond(send.to(), stage)).forEach(stage::add);
  }

  private static boolean isSecond(PublicKey node, Stage stage) {
    return stage.members().indexOf(node) % 2 == 1;
  }
}

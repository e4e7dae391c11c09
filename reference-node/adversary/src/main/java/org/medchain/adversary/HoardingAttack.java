package org.medchain.adversary;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.QuorumSizes;
import org.medchain.consensus.Request;
import org.medchain.consensus.pbft.message.Checkpoint;
import org.medchain.consensus.pbft.message.Commit;
import org.medchain.consensus.pbft.message.DecidedBlock;
import org.medchain.consensus.pbft.message.FetchedBlock;
import org.medchain.consensus.pbft.message.NewView;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.consensus.pbft.message.Prepare;
import org.medchain.consensus.pbft.message.StableCheckpoint;
import org.medchain.consensus.pbft.message.ViewChange;
import org.medchain.data.PublicKey;
import org.medchain.network.Envelope;
import org.medchain.network.Message;

/**
 * ADV-28: keeps what it saw, gives nobody a block, and shows at any time, to any part of the
 * others, an old message or a VIEW-CHANGE with a certificate that it may be the only one to have.
 * It is often the first to ask for the next view, so that a NEW-VIEW contains what it says.
 */
final class HoardingAttack implements Attack {
  /** Messages that are never sent: the answers to a replica that lacks a block. */
  private static final Set<Integer> ANSWERS =
      Set.of(DecidedBlock.TYPE.code(), FetchedBlock.TYPE.code(), StableCheckpoint.TYPE.code());

  /** The messages that it withholds from a part of the others, drawn again in each view. */
  private static final List<Integer> VOTES =
      List.of(
          PrePrepare.TYPE.code(),
          Prepare.TYPE.code(),
          Commit.TYPE.code(),
          NewView.TYPE.code(),
          Checkpoint.TYPE.code());

  private static final int NO_MESSAGE = -1;

  private final double probability;
  private final EnvelopeMemory kept;
  private final AdversaryKnowledge knowledge;
  private final Set<Integer> withheld = new TreeSet<>();
  private final Set<PublicKey> ignored = new TreeSet<>();
  private Optional<Boolean> secretive = Optional.empty();
  private long view = -1;

  HoardingAttack(ByzantineBehaviour.Hoarding hoarding, AdversarySetup surroundings) {
    this.probability = hoarding.probability();
    this.kept = new EnvelopeMemory(hoarding.memory());
    this.knowledge = new AdversaryKnowledge(surroundings.chain());
  }

  @Override
  public void observe(Input input, AdversaryContext stage) {
    knowledge.observe(input);
    switch (input) {
      case Input.MessageReceived received -> keep(received.verified().envelope(), stage);
      case Input.MessageSigned signed -> keep(signed.envelope(), stage);
      case Input.RequestSubmitted submitted -> kept.add(Request.envelope(submitted.request()));
      default -> {}
    }
  }

  private void keep(Envelope envelope, AdversaryContext stage) {
    int code = envelope.code();
    boolean tells = ANSWERS.contains(code) || code == Commit.TYPE.code();
    if (!tells || !isSecretive(stage)) {
      kept.add(envelope);
    }
  }

  /**
   * Some show all that they have; others nothing from which a decision could be learnt but the
   * certificate itself, and that in every view.
   */
  private boolean isSecretive(AdversaryContext stage) {
    if (secretive.isEmpty()) {
      secretive = Optional.of(stage.random().chance(0.6));
    }
    return secretive.get();
  }

  @Override
  public List<Input> interceptInput(Input input, AdversaryContext stage) {
    if (input instanceof Input.MessageReceived received) {
      enter(received.verified().message(), stage);
    }
    if (stage.random().chance(probability)) {
      show(stage);
    }
    return List.of(input);
  }

  /** In each view it draws what it keeps from whom, and often asks for the next one at once. */
  private void enter(Message message, AdversaryContext stage) {
    long shown =
        message instanceof NewView opened
            ? opened.view()
            : NormalCaseVotes.ballotOf(message).map(NormalCaseVotes.VoteSlot::view).orElse(view);
    if (shown <= view) {
      return;
    }
    view = shown;
    withheld.clear();
    ignored.clear();
    VOTES.stream().filter(code -> stage.random().chance(0.3)).forEach(withheld::add);
    stage.others().stream().filter(to -> stage.random().chance(0.5)).forEach(ignored::add);
    if (isSecretive(stage) || stage.random().chance(0.5)) {
      askFor(view + 1, newest(stage), stage.others(), stage);
    }
  }

  private void show(AdversaryContext stage) {
    List<PublicKey> some =
        stage.others().stream().filter(to -> stage.random().chance(0.5)).toList();
    int what = stage.random().below(4);
    switch (isSecretive(stage) ? 3 : what) {
      case 0 -> askFor(view + 1 + stage.random().below(2), newest(stage), some, stage);
      case 1 ->
          askFor(
              view + 1,
              knowledge.stable(quorum(stage), () -> stage.random().chance(0.3)),
              some,
              stage);
      default -> kept.any(stage.random()).ifPresent(old -> some.forEach(to -> stage.send(to, old)));
    }
  }

  private static int quorum(AdversaryContext stage) {
    return new QuorumSizes(stage.members().size()).size();
  }

  private QuorumCertificate newest(AdversaryContext stage) {
    return knowledge.newestDecided(quorum(stage));
  }

  private void askFor(
      long next, QuorumCertificate shown, List<PublicKey> to, AdversaryContext stage) {
    stage.sign(
        new ViewChange(next, shown, List.of()),
        signed -> to.forEach(each -> stage.send(each, signed)));
  }

  @Override
  public void interceptOutput(Output output, AdversaryContext stage) {
    if (output instanceof Output.Commit commit) {
      knowledge.learn(commit.block());
    }
    int code = EnvelopeOutputs.envelope(output).map(Envelope::code).orElse(NO_MESSAGE);
    if (code == NO_MESSAGE) {
      stage.add(output);
    } else if (!ANSWERS.contains(code)) {
      EnvelopeOutputs.sends(output, stage).stream()
          .filter(send -> !withheld.contains(code) || !ignored.contains(send.to()))
          .forEach(stage::add);
    }
  }
}

package org.medchain.adversary;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.Request;
import org.medchain.consensus.pow.CompactBlock;
import org.medchain.consensus.pow.NewBlock;
import org.medchain.consensus.pow.ShortId;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.network.Message;

/**
 * ADV-41: the double spend by a branch mined in secret.
 *
 * <pre>
 *   waiting   ── the chain has reached the height ──▶ premining
 *   premining ── the others find a block          ──▶ waiting (nothing is lost: the payment is not sent)
 *   premining ── the blocks are there             ──▶ racing; the payment goes out
 *   racing    ── payment confirmed, branch longer ──▶ done: published
 *   racing    ── too far behind                   ──▶ done: given up
 * </pre>
 *
 * <p>While it premines or races, the correct replica inside receives nothing of other nodes, so it
 * mines on its own branch, and no node receives its blocks.
 */
final class DoubleSpendAttack implements Attack {
  private enum AttackPhase {
    WAITING,
    PREMINING,
    RACING,
    DONE
  }

  /** Inputs for the correct replica afterwards; it fetches the rest itself. */
  private static final int MAX_WITHHELD_INPUTS = 1024;

  private final ByzantineBehaviour.DoubleSpend behaviour;
  private final DoubleSpendTerms spending;
  private final PrivateBranch privateBranch = new PrivateBranch();
  private final List<Input.MessageReceived> withheldInputs = new ArrayList<>();
  private AttackPhase phase = AttackPhase.WAITING;

  /** Height of the last block that this miner has found, or at which its branch begins. */
  private long tip;

  /** Of the last block committed by the correct replica. */
  private long committed;

  private long forkedAt;

  /** An own block that is still to be sent to all: forking from it would be a block ahead. */
  private Optional<Hash> withheldBlock = Optional.empty();

  /** Height of the others' block that holds the payment. */
  private Optional<Long> paymentHeight = Optional.empty();

  DoubleSpendAttack(ByzantineBehaviour.DoubleSpend behaviour, DoubleSpendTerms spending) {
    this.behaviour = behaviour;
    this.spending = spending;
  }

  private boolean isAttacking() {
    return phase == AttackPhase.PREMINING || phase == AttackPhase.RACING;
  }

  @Override
  public void observe(Input input, AdversaryContext stage) {
    privateBranch.watch(input);
  }

  @Override
  public List<Input> interceptInput(Input input, AdversaryContext stage) {
    if (isPayment(input)) {
      return List.of();
    }
    boolean unheardOf = false;
    if (input instanceof Input.MessageReceived received) {
      unheardOf = isAttacking() && stage.members().contains(received.verified().sender());
      if (unheardOf && withheldInputs.size() < MAX_WITHHELD_INPUTS) {
        withheldInputs.add(received);
      }
      observe(received.verified().message());
    }
    advance(stage);
    return unheardOf ? List.of() : List.of(input);
  }

  /** Until all is over the correct replica must not put it into a block. */
  private boolean isPayment(Input input) {
    return phase != AttackPhase.DONE
        && input instanceof Input.RequestSubmitted submitted
        && submitted.request().equals(spending.payment());
  }

  private void observe(Message message) {
    privateBranch.observe(message);
    if (paymentHeight.isEmpty() && phase == AttackPhase.RACING && isPaidBy(message)) {
      paymentHeight = PrivateBranch.header(message).map(Header::height);
    }
  }

  private boolean isPaidBy(Message message) {
    return switch (message) {
      case NewBlock whole -> whole.block().transactions().contains(spending.payment());
      case CompactBlock compact ->
          compact.ids().contains(ShortId.of(compact.header().hash(), spending.payment()));
      default -> false;
    };
  }

  private void advance(AdversaryContext stage) {
    switch (phase) {
      case WAITING -> {
        boolean isPublic = withheldBlock.isEmpty() && committed >= privateBranch.publicHeight();
        if (committed >= behaviour.fromHeight() && isPublic) {
          begin(stage);
        }
      }
      case PREMINING -> {
        if (privateBranch.publicHeight() > tip - privateLength()) {
          adoptPublicChain(AttackPhase.WAITING, stage);
        } else if (privateLength() >= behaviour.premined()) {
          race(stage);
        }
      }
      case RACING -> decide(stage);
      case DONE -> {}
    }
  }

  private long privateLength() {
    return tip - forkedAt;
  }

  private void begin(AdversaryContext stage) {
    phase = AttackPhase.PREMINING;
    forkedAt = committed;
    tip = committed;
    stage.enqueueInput(new Input.RequestSubmitted(stage.nowNs(), spending.replacement()));
    if (behaviour.premined() == 0) {
      race(stage);
    }
  }

  private void race(AdversaryContext stage) {
    phase = AttackPhase.RACING;
    stage.others().forEach(to -> stage.send(to, Request.envelope(spending.payment())));
  }

  private void decide(AdversaryContext stage) {
    long confirmations =
        paymentHeight.map(height -> privateBranch.publicHeight() - height + 1).orElse(0L);
    if (confirmations >= spending.confirmations() && tip > privateBranch.publicHeight()) {
      phase = AttackPhase.DONE;
      privateBranch.publish(tip, stage);
      withheldInputs.clear(); // of a branch that has lost
    } else if (privateBranch.publicHeight() - tip >= behaviour.deficit()) {
      adoptPublicChain(AttackPhase.DONE, stage);
    }
  }

  private void adoptPublicChain(AttackPhase next, AdversaryContext stage) {
    phase = next;
    privateBranch.abandon();
    for (Input.MessageReceived each : withheldInputs) {
      stage.enqueueInput(new Input.MessageReceived(stage.nowNs(), each.verified()));
    }
    withheldInputs.clear();
  }

  @Override
  public void interceptOutput(Output output, AdversaryContext stage) {
    if (output instanceof Output.Commit commit) {
      committed = commit.block().height();
    }
    if (!isAttacking()) {
      sendPublicly(output);
      stage.add(output);
      return;
    }
    privateBranch
        .found(output)
        .ifPresent(
            header -> {
              tip = header.height();
              privateBranch.add(header);
            });
    sendOrWithhold(output, stage);
    advance(stage);
  }

  private void sendPublicly(Output output) {
    privateBranch.found(output).ifPresent(header -> withheldBlock = Optional.of(header.hash()));
    Optional<Hash> said =
        EnvelopeOutputs.envelope(output)
            .flatMap(EnvelopeOutputs::decode)
            .flatMap(PrivateBranch::blockOf);
    if (said.isPresent() && said.equals(withheldBlock)) {
      withheldBlock = Optional.empty();
    }
  }

  /** Withholds outputs while the node hides: nothing leaves; messages about its blocks are kept. */
  private void sendOrWithhold(Output output, AdversaryContext stage) {
    if (EnvelopeOutputs.leaves(output)) {
      stage.ownMessage(output).ifPresent(said -> privateBranch.withhold(said, output));
    } else {
      stage.add(output);
    }
  }
}

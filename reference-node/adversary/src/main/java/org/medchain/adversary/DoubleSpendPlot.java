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
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.Transaction;
import org.medchain.network.Message;

/**
 * ADV-41: the double spend by a branch mined in secret.
 *
 * <pre>
 *   waiting   ── the chain has reached the height ──▶ premining
 *   premining ── the others find a block          ──▶ waiting (nothing is lost: nobody has paid)
 *   premining ── the blocks are there             ──▶ racing; the payment goes out
 *   racing    ── payment confirmed, branch longer ──▶ done: published
 *   racing    ── too far behind                   ──▶ done: given up
 * </pre>
 *
 * <p>While it premines or races, the correct replica inside hears nothing of other nodes, so it
 * mines on its own branch whatever they find, and nobody hears of it.
 */
final class DoubleSpendPlot implements Plot {
  private enum Phase {
    WAITING,
    PREMINING,
    RACING,
    DONE
  }

  /** What the correct replica is told afterwards; the rest it asks for by itself. */
  private static final int KEPT = 1024;

  private static final int SHORT_ID_BITS = 48;

  private final Behaviour.DoubleSpend spend;
  private final SecretBranch secret = new SecretBranch();
  private final PublicChain others = new PublicChain();
  private final List<Input.MessageReceived> unheard = new ArrayList<>();
  private Phase phase = Phase.WAITING;

  /** Height of the last block that this miner has found, or at which its branch begins. */
  private long tip;

  /** Of the last block committed by the correct replica. */
  private long committed;

  private long forkedAt;

  /** A block of its own that is still to be sent to all: forking from it would be a block ahead. */
  private Optional<Hash> unsaid = Optional.empty();

  /** Height of the others' block that holds the payment. */
  private Optional<Long> paidAt = Optional.empty();

  DoubleSpendPlot(Behaviour.DoubleSpend spend) {
    this.spend = spend;
  }

  private boolean isHidden() {
    return phase == Phase.PREMINING || phase == Phase.RACING;
  }

  @Override
  public void watch(Input input, Stage stage) {
    secret.watch(input);
  }

  @Override
  public List<Input> incoming(Input input, Stage stage) {
    if (isPayment(input)) {
      return List.of();
    }
    boolean unheardOf =
        isHidden()
            && input instanceof Input.MessageReceived received
            && stage.members().contains(received.verified().sender());
    if (unheardOf) {
      keep((Input.MessageReceived) input);
    }
    if (input instanceof Input.MessageReceived received) {
      hear(received.verified().message());
    }
    advance(stage);
    return unheardOf ? List.of() : List.of(input);
  }

  /** Until all is over the correct replica must not put it into a block. */
  private boolean isPayment(Input input) {
    return phase != Phase.DONE
        && input instanceof Input.RequestSubmitted submitted
        && submitted.request().equals(spend.payment());
  }

  private void keep(Input.MessageReceived received) {
    if (unheard.size() < KEPT) {
      unheard.add(received);
    }
  }

  private void hear(Message message) {
    others.hear(message);
    if (paidAt.isEmpty() && phase == Phase.RACING && isPaidBy(message)) {
      paidAt = PublicChain.block(message).map(Header::height);
    }
  }

  private boolean isPaidBy(Message message) {
    return switch (message) {
      case NewBlock whole -> whole.block().transactions().contains(spend.payment());
      case CompactBlock compact ->
          compact.ids().contains(shortId(compact.header().hash(), spend.payment()));
      default -> false;
    };
  }

  /** POW-33: the first bytes of the hash of block and transaction. */
  private static ShortId shortId(Hash block, Transaction transaction) {
    Hash salted = Hash.of(new Encoder().hash(block).hash(transaction.id()).toBytes());
    return new ShortId(salted.w0() >>> (Long.SIZE - SHORT_ID_BITS));
  }

  private void advance(Stage stage) {
    switch (phase) {
      case WAITING -> {
        boolean isPublic = unsaid.isEmpty() && committed >= others.height();
        if (committed >= spend.fromHeight() && isPublic) {
          begin(stage);
        }
      }
      case PREMINING -> {
        if (others.height() > tip - minedInSecret()) {
          giveIn(Phase.WAITING, stage);
        } else if (minedInSecret() >= spend.premined()) {
          race(stage);
        }
      }
      case RACING -> decide(stage);
      case DONE -> {}
    }
  }

  private long minedInSecret() {
    return tip - forkedAt;
  }

  private void begin(Stage stage) {
    phase = Phase.PREMINING;
    forkedAt = committed;
    tip = committed;
    stage.give(new Input.RequestSubmitted(stage.nowNs(), spend.replacement()));
    if (spend.premined() == 0) {
      race(stage);
    }
  }

  private void race(Stage stage) {
    phase = Phase.RACING;
    stage.others().forEach(to -> stage.send(to, Request.envelope(spend.payment())));
  }

  private void decide(Stage stage) {
    long confirmations = paidAt.map(height -> others.height() - height + 1).orElse(0L);
    if (confirmations >= spend.confirmations() && tip > others.height()) {
      phase = Phase.DONE;
      secret.publish(tip, stage);
      unheard.clear(); // of a branch that has lost
    } else if (others.height() - tip >= spend.deficit()) {
      giveIn(Phase.DONE, stage);
    }
  }

  private void giveIn(Phase next, Stage stage) {
    phase = next;
    secret.abandon();
    for (Input.MessageReceived each : unheard) {
      stage.give(new Input.MessageReceived(stage.nowNs(), each.verified()));
    }
    unheard.clear();
  }

  @Override
  public void outgoing(Output output, Stage stage) {
    if (output instanceof Output.Commit commit) {
      committed = commit.block().height();
    }
    if (!isHidden()) {
      sayOpenly(output);
      stage.add(output);
      return;
    }
    secret
        .found(output)
        .ifPresent(
            header -> {
              tip = header.height();
              secret.add(header);
            });
    say(output, stage);
    advance(stage);
  }

  private void sayOpenly(Output output) {
    secret.found(output).ifPresent(header -> unsaid = Optional.of(header.hash()));
    Optional<Hash> said = Wire.envelope(output).flatMap(Wire::read).flatMap(SecretBranch::about);
    if (said.isPresent() && said.equals(unsaid)) {
      unsaid = Optional.empty();
    }
  }

  /** What leaves the node while it hides: nothing; what is about its blocks is kept. */
  private void say(Output output, Stage stage) {
    boolean leaves =
        output instanceof Output.Send
            || output instanceof Output.Broadcast
            || output instanceof Output.Reply;
    if (!leaves) {
      stage.add(output);
      return;
    }
    Wire.envelope(output)
        .flatMap(stage::own)
        .flatMap(SecretBranch::about)
        .filter(secret::holds)
        .ifPresent(block -> secret.keep(block, output));
  }
}

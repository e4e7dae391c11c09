package org.medchain.adversary;

import java.util.List;
import java.util.Optional;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.pow.Announce;
import org.medchain.consensus.pow.Headers;
import org.medchain.data.Header;
import org.medchain.network.Message;

/**
 * ADV-40: selfish mining (Eyal and Sirer 2014, algorithm 1).
 *
 * <pre>
 *   own block, lead 0, race on ── publish all, race won
 *   own block, else            ── keep it
 *   others' block: lead now    &lt; 0 ── give in      = 0 ── publish all, race on
 *                              = 1 ── publish all  &gt; 1 ── publish up to their height
 * </pre>
 *
 * <p>The correct replica inside receives everything: its own branch is never shorter than the
 * others' unless it has lost, and among equals it stays on its own, which it saw first; so it
 * always mines as in the paper. Only its messages are withheld.
 */
final class SelfishMiningAttack implements Attack {
  private final PrivateBranch privateBranch = new PrivateBranch();

  /** Height of the last block that this miner has found on the branch that it mines on. */
  private long tip;

  /** Whether two public branches of one length race, one of them this miner's. */
  private boolean racing;

  @Override
  public void observe(Input input, AdversaryContext stage) {
    privateBranch.watch(input);
  }

  @Override
  public List<Input> interceptInput(Input input, AdversaryContext stage) {
    if (input instanceof Input.MessageReceived received
        && !received.verified().sender().equals(stage.self())
        && privateBranch.observe(received.verified().message())) {
      onPublicBlock(stage);
    }
    return List.of(input);
  }

  private void onPublicBlock(AdversaryContext stage) {
    long lead = tip - privateBranch.publicHeight();
    racing = false;
    if (privateBranch.isEmpty()) {
      return;
    }
    if (lead < 0) {
      privateBranch.abandon();
    } else if (lead <= 1) {
      racing = lead == 0;
      privateBranch.publish(tip, stage);
    } else {
      privateBranch.publish(privateBranch.publicHeight(), stage);
    }
  }

  private void onFound(Header header, AdversaryContext stage) {
    tip = header.height();
    if (racing || tip <= privateBranch.publicHeight()) {
      // After a race it decides it; behind or level it would gain nothing by waiting.
      racing = tip == privateBranch.publicHeight();
      privateBranch.publish(tip, stage);
    } else {
      privateBranch.add(header);
    }
  }

  @Override
  public void interceptOutput(Output output, AdversaryContext stage) {
    privateBranch.found(output).ifPresent(header -> onFound(header, stage));
    Optional<Message> message =
        output instanceof Output.Reply reply
            ? Optional.of(reply.message())
            : stage.ownMessage(output);
    switch (message.orElse(null)) {
      case Announce announce when privateBranch.contains(announce.block()) -> {}
      case Headers headers -> answer(headers, output, stage);
      case Message said when privateBranch.withhold(said, output) -> {}
      case null, default -> stage.add(output);
    }
  }

  /** The headers that are public. */
  private void answer(Headers headers, Output output, AdversaryContext stage) {
    List<Header> shown =
        headers.headers().stream()
            .takeWhile(header -> !privateBranch.contains(header.hash()))
            .toList();
    if (shown.size() == headers.headers().size()) {
      stage.add(output);
    } else {
      stage.sendInstead(output, new Headers(shown));
    }
  }
}

package org.medchain.adversary;

import java.util.List;
import java.util.Optional;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.pow.Announce;
import org.medchain.consensus.pow.ConfirmedReply;
import org.medchain.consensus.pow.Headers;
import org.medchain.data.Hash;
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
 * <p>The correct replica inside hears everything: its own branch is never shorter than the others'
 * but when it has lost, and among equals it stays on its own, which it saw first; so it always
 * mines where the paper says. Only what it says is held back.
 */
final class SelfishPlot implements Plot {
  private final SecretBranch secret = new SecretBranch();
  private final PublicChain others = new PublicChain();

  /** Height of the last block that this miner has found on the branch that it mines on. */
  private long tip;

  /** Whether two public branches of one length race, one of them this miner's. */
  private boolean racing;

  @Override
  public void watch(Input input, Stage stage) {
    secret.watch(input);
  }

  @Override
  public List<Input> incoming(Input input, Stage stage) {
    if (input instanceof Input.MessageReceived received
        && !received.verified().sender().equals(stage.self())
        && others.hear(received.verified().message())) {
      onPublicBlock(stage);
    }
    return List.of(input);
  }

  private void onPublicBlock(Stage stage) {
    long lead = tip - others.height();
    racing = false;
    if (secret.isEmpty()) {
      return;
    }
    if (lead < 0) {
      secret.abandon();
    } else if (lead <= 1) {
      racing = lead == 0;
      publish(tip, stage);
    } else {
      publish(others.height(), stage);
    }
  }

  private void onFound(Header header, Stage stage) {
    tip = header.height();
    if (racing || tip <= others.height()) {
      // After a race it decides it; behind or level it would gain nothing by waiting.
      racing = tip == others.height();
      publish(tip, stage);
    } else {
      secret.add(header);
    }
  }

  private void publish(long upTo, Stage stage) {
    secret.publish(upTo, stage);
    others.published(upTo);
  }

  @Override
  public void outgoing(Output output, Stage stage) {
    secret.found(output).ifPresent(header -> onFound(header, stage));
    if (output instanceof Output.Reply reply) {
      reply(reply, stage);
      return;
    }
    Optional<Message> message = Wire.envelope(output).flatMap(stage::own);
    switch (message.orElse(null)) {
      case Announce announce when secret.holds(announce.block()) -> {}
      case Headers headers -> answer(headers, output, stage);
      case null -> stage.add(output);
      default -> say(message.get(), output, stage);
    }
  }

  private void say(Message message, Output output, Stage stage) {
    Optional<Hash> block = SecretBranch.about(message).filter(secret::holds);
    if (block.isEmpty()) {
      stage.add(output);
      return;
    }
    secret.keep(block.get(), output);
  }

  private void reply(Output.Reply reply, Stage stage) {
    if (reply.message() instanceof ConfirmedReply confirmed
        && secret.holds(confirmed.headers().tip())) {
      secret.keep(confirmed.headers().tip(), reply);
    } else {
      stage.add(reply);
    }
  }

  /** The headers that are public. */
  private void answer(Headers headers, Output output, Stage stage) {
    List<Header> shown =
        headers.headers().stream().takeWhile(header -> !secret.holds(header.hash())).toList();
    if (shown.size() == headers.headers().size()) {
      stage.add(output);
    } else {
      stage.sign(new Headers(shown), signed -> stage.add(Wire.with(output, signed)));
    }
  }
}

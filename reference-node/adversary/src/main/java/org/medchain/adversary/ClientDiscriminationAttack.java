package org.medchain.adversary;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.medchain.consensus.Input;
import org.medchain.consensus.Request;
import org.medchain.consensus.pbft.message.ReadRequest;
import org.medchain.data.PublicKey;

/**
 * ADV-23, ADV-24: treats clients unequally. Requests that the correct replica never gets, or late,
 * it proposes never, or late; in the proposals of others it takes them as they are.
 *
 * @param discriminated the clients that are treated worse
 * @param delayNs how late their requests come; empty for never
 */
record ClientDiscriminationAttack(Predicate<PublicKey> discriminated, Optional<Long> delayNs)
    implements Attack {
  @Override
  public List<Input> interceptInput(Input input, AdversaryContext stage) {
    if (client(input).filter(discriminated).isEmpty()) {
      return List.of(input);
    }
    delayNs.ifPresent(
        delay -> stage.schedule(delay, () -> stage.enqueueInput(withTime(stage.nowNs(), input))));
    return List.of();
  }

  private static Optional<PublicKey> client(Input input) {
    return switch (input) {
      case Input.RequestSubmitted submitted -> Optional.of(submitted.request().request().sender());
      case Input.MessageReceived received
          when received.verified().message() instanceof Request request ->
          Optional.of(request.transaction().request().sender());
      case Input.MessageReceived received
          when received.verified().message() instanceof ReadRequest request ->
          Optional.of(request.transaction().request().sender());
      default -> Optional.empty();
    };
  }

  /** A replica's time never goes back, so a late input gets the present time. */
  private static Input withTime(long nowNs, Input input) {
    return switch (input) {
      case Input.RequestSubmitted submitted ->
          new Input.RequestSubmitted(nowNs, submitted.request());
      case Input.MessageReceived received -> new Input.MessageReceived(nowNs, received.verified());
      default -> input;
    };
  }
}

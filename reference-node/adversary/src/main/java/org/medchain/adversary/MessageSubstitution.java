package org.medchain.adversary;

import java.util.Optional;
import java.util.function.BiFunction;
import org.medchain.consensus.Output;
import org.medchain.network.Message;

/**
 * Sends a substitute: it is signed and goes to the same receivers.
 *
 * @param substitute for an own message; empty to send the original
 */
record MessageSubstitution(BiFunction<Message, AdversaryContext, Optional<Message>> substitute)
    implements Attack {

  @Override
  public void interceptOutput(Output output, AdversaryContext stage) {
    stage
        .ownMessage(output)
        .flatMap(message -> substitute.apply(message, stage))
        .ifPresentOrElse(other -> stage.sendInstead(output, other), () -> stage.add(output));
  }
}

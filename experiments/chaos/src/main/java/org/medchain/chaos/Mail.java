package org.medchain.chaos;

import java.util.Optional;
import org.medchain.network.Authentication;
import org.medchain.network.Authenticator;
import org.medchain.network.Envelope;

/** An envelope on its way to some parties: decoded and authenticated once for all of them. */
final class Mail {
  private final Envelope envelope;
  private final Authenticator authenticator;
  private Optional<Authentication> answer = Optional.empty();

  Mail(Envelope envelope, Authenticator authenticator) {
    this.envelope = envelope;
    this.authenticator = authenticator;
  }

  Envelope envelope() {
    return envelope;
  }

  Authentication authentication() {
    if (answer.isEmpty()) {
      answer = Optional.of(authenticator.authenticate(envelope));
    }
    return answer.get();
  }
}

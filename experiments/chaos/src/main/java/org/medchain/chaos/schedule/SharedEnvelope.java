package org.medchain.chaos.schedule;

import java.util.Optional;
import org.medchain.network.AuthenticationResult;
import org.medchain.network.Authenticator;
import org.medchain.network.Envelope;

/** An envelope on its way to some parties: decoded and authenticated once for all of them. */
final class SharedEnvelope {
  private final Envelope envelope;
  private final Authenticator authenticator;
  private Optional<AuthenticationResult> result = Optional.empty();

  SharedEnvelope(Envelope envelope, Authenticator authenticator) {
    this.envelope = envelope;
    this.authenticator = authenticator;
  }

  Envelope envelope() {
    return envelope;
  }

  AuthenticationResult authentication() {
    if (result.isEmpty()) {
      result = Optional.of(authenticator.authenticate(envelope));
    }
    return result.get();
  }
}

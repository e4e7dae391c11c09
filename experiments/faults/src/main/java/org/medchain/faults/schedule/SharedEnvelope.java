package org.medchain.faults.schedule;

import java.util.Optional;
import java.util.function.BiFunction;
import org.medchain.consensus.HostCore;
import org.medchain.data.PublicKey;
import org.medchain.network.AuthenticationResult;
import org.medchain.network.Authenticator;
import org.medchain.network.Envelope;
import org.medchain.network.Message;
import org.medchain.network.Screening;

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

  /** The same for one that screens it (NET-7). */
  Optional<AuthenticationResult> authentication(BiFunction<PublicKey, Message, Screening> screen) {
    return HostCore.screened(authenticator, envelope, authentication(), screen);
  }
}

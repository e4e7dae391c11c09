package org.medchain.simulation.host;

import java.lang.ref.WeakReference;
import java.util.Map;
import org.medchain.data.Signature;
import org.medchain.network.AuthenticationResult;
import org.medchain.network.AuthenticationResult.Verified;
import org.medchain.network.Authenticator;
import org.medchain.network.Envelope;

/**
 * The envelopes that the nodes of one run pass on, authenticated once in a run (SIM-5; decision
 * 0222): all replicas hold the very same NEW-VIEW, and each sends it to each that asks. Decoded
 * once for each answer, it took gigabytes with a hundred nodes.
 *
 * <p>An envelope is recognised by its identity, so the remembered result is that of a check. It is
 * remembered while others hold the message, as those in flight do.
 */
public final class CheckedEnvelopes {
  private static final int REMEMBERED = 1024;

  private final Authenticator authenticator;
  private final Map<Signature, WeakReference<Verified>> recent = new NewestEntries<>(REMEMBERED);

  /** Without any yet. */
  public CheckedEnvelopes(Authenticator authenticator) {
    this.authenticator = authenticator;
  }

  /** The authenticator for the first check. */
  Authenticator authenticator() {
    return authenticator;
  }

  /** The authenticator's result for an envelope. */
  @SuppressWarnings("ReferenceEquality") // An equal one that was made elsewhere has to be checked.
  AuthenticationResult of(Envelope envelope) {
    WeakReference<Verified> reference = recent.get(envelope.signature());
    Verified known = reference == null ? null : reference.get();
    if (known != null && known.envelope() == envelope) {
      return known;
    }
    AuthenticationResult checked = authenticator.authenticate(envelope);
    if (checked instanceof Verified verified) {
      recent.put(envelope.signature(), new WeakReference<>(verified));
    }
    return checked;
  }
}

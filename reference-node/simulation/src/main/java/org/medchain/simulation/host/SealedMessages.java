package org.medchain.simulation.host;

import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.SignatureScheme;
import org.medchain.network.AuthenticationResult;
import org.medchain.network.AuthenticationResult.Verified;
import org.medchain.network.Authenticator;
import org.medchain.network.Envelope;
import org.medchain.network.Message;

/**
 * The messages that one node has sealed lately, so that its envelopes need not be authenticated
 * when they leave: the host has made their signatures itself (SIM-5; decision 0222).
 *
 * <p>An envelope is recognised by its identity. Any other one is authenticated, once in a run:
 * those that came from elsewhere, carry signatures of others or are old, and all of a Byzantine
 * node, whose messages may have encodings that nobody can read.
 */
final class SealedMessages {
  /** How many are remembered: those that wait for one write of the log. A power of two. */
  private static final int REMEMBERED = 16;

  /** One in this number is authenticated all the same, and has to give the same. */
  private static final int SAMPLED = 256;

  private final Authenticator authenticator;
  private final CheckedEnvelopes others;
  private final SignatureScheme scheme;
  private final Hash chain;
  private final KeyPair keys;
  private final boolean isTrusted;
  private final Verified[] recent = new Verified[REMEMBERED];
  private int sealed;

  /**
   * Without any yet.
   *
   * @param others the envelopes that all nodes of the run pass on
   * @param trusted whether the node follows its protocol
   */
  SealedMessages(
      CheckedEnvelopes others, SignatureScheme scheme, Hash chain, KeyPair keys, boolean trusted) {
    this.authenticator = others.authenticator();
    this.others = others;
    this.scheme = scheme;
    this.chain = chain;
    this.keys = keys;
    this.isTrusted = trusted;
  }

  /** Signs a message and wraps it. */
  Envelope seal(Message message) {
    if (!isTrusted || !message.nested().isEmpty()) {
      return Envelope.seal(scheme, chain, keys, message);
    }
    Verified known = authenticator.seal(keys, message);
    if (sealed % SAMPLED == 0) {
      requireSame(known);
    }
    recent[sealed++ & (REMEMBERED - 1)] = known;
    return known.envelope();
  }

  /** The authenticator's result for an envelope that leaves the node. */
  @SuppressWarnings("ReferenceEquality") // An equal one that was made elsewhere has to be checked.
  AuthenticationResult of(Envelope envelope) {
    for (Verified each : recent) {
      if (each != null && each.envelope() == envelope) {
        return each;
      }
    }
    return others.of(envelope);
  }

  private void requireSame(Verified known) {
    AuthenticationResult checked = authenticator.authenticate(known.envelope());
    if (!(checked instanceof Verified verified)
        || verified.signatures() != known.signatures()
        || !verified.message().equals(known.message())) {
      throw new IllegalStateException(
          "a correct node's own message is not what its receivers read: " + checked);
    }
  }
}

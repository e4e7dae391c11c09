package org.medchain.simulation.network;

import java.util.List;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.SignatureScheme;
import org.medchain.network.AuthenticationResult;
import org.medchain.network.Authenticator;
import org.medchain.network.Envelope;
import org.medchain.network.Message;
import org.medchain.network.MessageRegistry;

/**
 * The keys and schemes with which clients and nodes write and read envelopes with message
 * authentication codes.
 */
public record MacEnvelopes(
    MacAuthentication config,
    SignatureScheme scheme,
    Hash chain,
    MessageRegistry kinds,
    List<PublicKey> nodes) {
  /** A client's request for all nodes, where it may travel without a signature. */
  public Envelope request(Envelope plain) {
    Message message = kinds.find(plain.code()).orElseThrow().decoder().apply(plain);
    KeyPair keys = config.clients().apply(plain.sender());
    return message instanceof Message.Deniable
        ? Envelope.sealWithMacs(config.scheme(), chain, keys, message, nodes)
        : plain;
  }

  /** A node's reply to the holder of one key. */
  public Envelope reply(KeyPair keys, PublicKey to, Message message) {
    return Envelope.sealWithMacs(config.scheme(), chain, keys, message, List.of(to));
  }

  /** An envelope as authenticated by the holder of {@code own}. */
  public AuthenticationResult authenticate(Envelope envelope, KeyPair own) {
    return new Authenticator(chain, scheme, kinds, config.scheme(), own).authenticate(envelope);
  }

  /** The envelope as authenticated by the client that holds the receiver's keys. */
  public AuthenticationResult authenticateFor(Envelope envelope, PublicKey receiver) {
    return authenticate(envelope, config.clients().apply(receiver));
  }
}

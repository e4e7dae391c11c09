package org.medchain.simulation;

import java.util.List;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.SignatureScheme;
import org.medchain.network.Authentication;
import org.medchain.network.Authenticator;
import org.medchain.network.Envelope;
import org.medchain.network.Message;
import org.medchain.network.MessageRegistry;

/** What clients and nodes need to write and read envelopes with message authentication codes. */
record MacPost(
    Macs macs, SignatureScheme scheme, Hash chain, MessageRegistry kinds, List<PublicKey> nodes) {
  /** A client's request for all nodes, where it may travel without a signature. */
  Envelope request(Envelope plain) {
    Message message = kinds.find(plain.code()).orElseThrow().decoder().apply(plain);
    KeyPair keys = macs.clients().apply(plain.sender());
    return message.mayBeUnsigned()
        ? Envelope.sealWithMacs(macs.scheme(), chain, keys, message, nodes)
        : plain;
  }

  /** A node's reply to the holder of one key. */
  Envelope reply(KeyPair keys, PublicKey to, Message message) {
    return Envelope.sealWithMacs(macs.scheme(), chain, keys, message, List.of(to));
  }

  /** What the holder of {@code own} makes of an envelope. */
  Authentication authenticate(Envelope envelope, KeyPair own) {
    return new Authenticator(chain, scheme, kinds, macs.scheme(), own).authenticate(envelope);
  }

  /** What the client that holds the receiver's keys makes of it. */
  Authentication authenticateFor(Envelope envelope, PublicKey receiver) {
    return authenticate(envelope, macs.clients().apply(receiver));
  }
}

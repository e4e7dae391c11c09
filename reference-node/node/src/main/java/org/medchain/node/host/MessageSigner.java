package org.medchain.node.host;

import java.util.List;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.MacScheme;
import org.medchain.data.PublicKey;
import org.medchain.data.SignatureScheme;
import org.medchain.network.Envelope;
import org.medchain.network.Message;

/**
 * A process's signing keys, for its chain (CONS-13). For one thread, as the codes' scheme is.
 *
 * @param chain id of the chain
 * @param keys of this process
 * @param scheme makes and checks signatures
 * @param macs makes and checks message authentication codes
 */
public record MessageSigner(Hash chain, KeyPair keys, SignatureScheme scheme, MacScheme macs) {
  /** The message under this process's signature. */
  Envelope sign(Message message) {
    return Envelope.seal(scheme, chain, keys, message);
  }

  /** The message for one receiver: under a code where no third party has to be convinced. */
  Envelope authenticateFor(PublicKey receiver, Message message) {
    return message instanceof Message.Deniable
        ? Envelope.sealWithMacs(macs, chain, keys, message, List.of(receiver))
        : sign(message);
  }
}

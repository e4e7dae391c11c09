package org.medchain.node.transport;

import java.math.BigInteger;
import org.medchain.data.PublicKey;

/**
 * The other end of a connection, from its certificate.
 *
 * @param key with which it signs messages; also its name on the ledger
 * @param role that it is certified for
 * @param serial of the certificate with which it came
 */
public record Peer(PublicKey key, PeerRole role, BigInteger serial) {}

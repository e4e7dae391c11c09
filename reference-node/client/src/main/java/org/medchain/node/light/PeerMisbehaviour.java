package org.medchain.node.light;

import org.medchain.data.PublicKey;

/**
 * A peer sent a false statement.
 *
 * @param peer who
 * @param reason in one line
 */
public record PeerMisbehaviour(PublicKey peer, String reason) {}

package org.medchain.node.transport;

import org.medchain.data.Hash;

/**
 * The identity that two processes must agree on before they talk (NODE-2).
 *
 * @param protocolVersion of frames and messages
 * @param chain id of the chain: hash of the genesis header, which binds all that was agreed
 */
public record ChainIdentity(int protocolVersion, Hash chain) {}

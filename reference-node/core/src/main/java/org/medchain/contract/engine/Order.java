package org.medchain.contract.engine;

import org.medchain.data.PublicKey;

/**
 * An operation and its orderer: its bound may depend on both (CON-28).
 *
 * @param <T> the operation
 * @param sender its name: the key that signed the request, or the first that this replaced
 * @param operation that it ordered
 */
public record Order<T>(PublicKey sender, T operation) {}

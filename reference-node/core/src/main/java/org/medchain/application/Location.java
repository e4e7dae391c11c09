package org.medchain.application;

import org.medchain.data.Encodable;

/**
 * The location of a transaction in the chain.
 *
 * @param height of the block
 * @param index in the block, from 0
 */
public record Location(long height, int index) implements Encodable {}

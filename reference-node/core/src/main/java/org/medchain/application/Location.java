package org.medchain.application;

/**
 * Where a transaction stands in the chain.
 *
 * @param height of the block
 * @param index in the block, from 0
 */
public record Location(long height, int index) {}

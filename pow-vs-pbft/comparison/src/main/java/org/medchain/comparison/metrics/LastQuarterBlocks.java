package org.medchain.comparison.metrics;

/**
 * The last quarter of a chain's blocks, where the difficulty has had time to follow the hash power
 * (CMP-47).
 *
 * @param intervalS mean time from block to block, by their timestamps, in seconds
 * @param difficulty mean of the hashes expected for a block, the paper's coefficient (§3.1)
 */
public record LastQuarterBlocks(double intervalS, double difficulty) {}

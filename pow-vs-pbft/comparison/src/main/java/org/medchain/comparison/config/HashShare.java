package org.medchain.comparison.config;

/**
 * One miner's share of the hash power (an item of {@code pow.hash_shares}).
 *
 * @param node who, counted from 0
 * @param share of the hash power of all, 0 to 1
 */
public record HashShare(int node, double share) {}

/**
 * Claims on what the chain of a trial traces (CLAIM-3): from the head to the genesis block, each
 * transaction to its place and its times, and who made the blocks. Begin with {@link
 * org.medchain.claims.tracing.TraceableChain}.
 */
package org.medchain.claims.tracing;

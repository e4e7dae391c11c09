/**
 * Claims on traceability (CLAIM-3): from the head to the genesis block, of each transaction to its
 * place and times, and to the block's author. Begin with {@link
 * org.medchain.claims.tracing.TraceableChain}.
 */
package org.medchain.claims.tracing;

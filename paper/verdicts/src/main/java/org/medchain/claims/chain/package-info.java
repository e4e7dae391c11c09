/**
 * Claims on the chain itself (CLAIM-3; section 1 of {@code paper/claims.yaml}): its order and its
 * links, what finds an alteration and what one costs, whether anything is undone or removed, and
 * the target of a block. Begin with {@link org.medchain.claims.chain.ChainExperiments}, the list.
 */
package org.medchain.claims.chain;

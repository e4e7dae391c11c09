/**
 * Claims on the chain (CLAIM-3; section 1 of {@code paper/claims.yaml}): order, links, detection
 * and cost of alterations, irreversibility, and the target of a block. Begin with {@link
 * org.medchain.claims.chain.ChainExperiments}.
 */
package org.medchain.claims.chain;

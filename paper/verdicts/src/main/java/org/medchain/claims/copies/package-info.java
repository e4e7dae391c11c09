/**
 * Claims on many nodes (CLAIM-3): each keeps the same whole ledger, acknowledged records survive,
 * requests reach all nodes, nodes check each other, and who may record. Begin with {@link
 * org.medchain.claims.copies.CopiesExperiments}.
 */
package org.medchain.claims.copies;

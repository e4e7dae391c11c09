/**
 * Claims on many nodes (CLAIM-3): that each keeps the whole ledger and all keep the same, that what
 * was acknowledged stays and a single node is not missed, that requests reach all and each checks
 * the others, who may record and who vouches for whom, and which agency a client should ask. Begin
 * with {@link org.medchain.claims.copies.CopiesExperiments}.
 */
package org.medchain.claims.copies;

/** Proofs of records for third parties, who have only the center's public key (PROC-6, PROC-7). */
package org.medchain.client.proof;

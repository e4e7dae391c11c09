/** Proofs of records for third parties, who have the center's public key alone (PROC-6, PROC-7). */
package org.medchain.client.proof;

/**
 * Claims on records (CLAIM-3): proof of existence, location, reads only with a right, encryption,
 * fingerprints of documents, and the burden of a light client.
 *
 * <p>The experiments run on {@link org.medchain.claims.records.RecordLedger}, a chain of the
 * dataset's records with real signatures, and on simulated clusters with faults.
 */
package org.medchain.claims.records;

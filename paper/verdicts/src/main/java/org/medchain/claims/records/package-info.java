/**
 * Decides what the paper and the articles claim of records (CLAIM-3): that their existence is
 * proved and their place is found fast, that nobody reads them without a right and not after a
 * revocation, what is encrypted, that a document is checked against its fingerprint, and what a
 * user with headers alone has to carry.
 *
 * <p>The experiments run on {@link org.medchain.claims.records.RecordLedger}, a chain of the
 * dataset's records with real signatures, and on simulated clusters with faults.
 */
package org.medchain.claims.records;

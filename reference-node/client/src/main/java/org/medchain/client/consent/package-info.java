/**
 * An owner's consents and the reads of its records, as the ledger proves them (paper §3.1;
 * PROC-17).
 */
package org.medchain.client.consent;

/** Ledgers that experiments make themselves, without consensus, their indexes and their check. */
package org.medchain.claims.ledger;

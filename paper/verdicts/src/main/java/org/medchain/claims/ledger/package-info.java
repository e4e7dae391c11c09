/** Ledgers that experiments make themselves, block by block, without consensus. */
package org.medchain.claims.ledger;

/**
 * The encrypted keyword index of each owner, as the ledger holds it (paper §4 (3); VER-2; decision
 * 0274): masked entries at addresses that say nothing without a trapdoor.
 */
package org.medchain.contract.search;

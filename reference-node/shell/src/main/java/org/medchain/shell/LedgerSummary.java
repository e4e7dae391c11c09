package org.medchain.shell;

/**
 * The state of a ledger.
 *
 * @param chain its id, in hexadecimal digits like all hashes
 * @param height of the last block executed
 * @param head that block's hash
 * @param window W: a header carries the roots of W heights before
 */
public record LedgerSummary(String chain, long height, String head, int window) {}

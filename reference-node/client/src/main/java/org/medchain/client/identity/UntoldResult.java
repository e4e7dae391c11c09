package org.medchain.client.identity;

import org.medchain.data.Receipt;
import org.medchain.data.Transaction;

/**
 * The result of a request whose command did not tell it (PROC-3).
 *
 * @param command its words
 * @param request as it was sent
 * @param receipt its result
 * @param height of the block with it
 */
public record UntoldResult(String command, Transaction request, Receipt receipt, long height) {}

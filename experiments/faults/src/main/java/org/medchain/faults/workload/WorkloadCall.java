package org.medchain.faults.workload;

import org.medchain.contract.engine.Operation;
import org.medchain.history.value.HistoryValue;

/**
 * What a worker asks of the ledger.
 *
 * @param f the function, as the history names it
 * @param value what it is called with
 * @param operation what the ledger is asked
 * @param unordered whether it is to be answered without being ordered
 */
public record WorkloadCall(String f, HistoryValue value, Operation operation, boolean unordered) {}

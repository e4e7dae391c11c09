package org.medchain.faults.run;

import java.util.Optional;
import org.medchain.consensus.Output;
import org.medchain.data.RequestId;
import org.medchain.faults.workload.WorkloadCall;

/**
 * What became of a call, before anybody asks the ledger what it meant.
 *
 * @param process of the history
 * @param call what was asked
 * @param request its number on the ledger
 * @param invokedNs when
 * @param invokedOrder its place among all invocations and ends of the run
 * @param endedNs when it was answered, or given up
 * @param endedOrder the same of its end
 * @param answer empty if it was given up: nobody knows then
 * @param last whether it was made after all faults were healed
 */
public record CallRecord(
    long process,
    WorkloadCall call,
    RequestId request,
    long invokedNs,
    long invokedOrder,
    long endedNs,
    long endedOrder,
    Optional<Output.Accepted> answer,
    boolean last) {}

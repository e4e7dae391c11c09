package org.medchain.faults.host;

import java.util.List;
import org.medchain.contract.Genesis;
import org.medchain.faults.run.CallRecord;
import org.medchain.faults.workload.WorkloadRun;

/**
 * What a host saw.
 *
 * @param genesis of the chain
 * @param workload the run's, after all its calls
 * @param first what the workload did before the load
 * @param calls of the load, and the last ones
 * @param actions of the nemeses, in the order of their times
 * @param ledgers of all nodes
 * @param problems what should not happen on any host, a line each: a process that ended by itself
 * @param serviceReads what nodes' HTTP services told, in the order of their times; none where a
 *     plan does not attack them
 */
public record HostOutcome(
    Genesis genesis,
    WorkloadRun workload,
    List<CallRecord> first,
    List<CallRecord> calls,
    List<NemesisAction> actions,
    List<NodeLedger> ledgers,
    List<String> problems,
    List<ServiceRead> serviceReads) {}

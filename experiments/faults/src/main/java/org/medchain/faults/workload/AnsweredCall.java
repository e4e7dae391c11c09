package org.medchain.faults.workload;

import org.medchain.consensus.Output;
import org.medchain.data.RequestId;

/**
 * A call and its answer.
 *
 * @param request its number
 * @param call what was asked
 * @param answer what f + 1 nodes said, or a quorum of an unordered one
 */
public record AnsweredCall(RequestId request, WorkloadCall call, Output.Accepted answer) {}

package org.medchain.faults.workload;

import java.util.List;
import java.util.function.IntFunction;
import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.contract.engine.Role;
import org.medchain.data.PublicKey;
import org.medchain.incentive.IncentiveRules;

/**
 * What clients do, and what must hold of it (FAULT-6). A new one is a {@link WorkloadRun} and one
 * line in {@link Workloads}.
 *
 * @param name as configs have it
 * @param roles of a number of workers' accounts on the ledger
 * @param start of a run
 */
public record Workload(String name, IntFunction<List<Role>> roles, Start start) {
  /** Begins a run. */
  @FunctionalInterface
  public interface Start {
    /**
     * A fresh run.
     *
     * @param accounts one a worker
     * @param rules of the chain: points to start with, rewards and prices
     * @param random source of all draws
     */
    WorkloadRun begin(List<PublicKey> accounts, IncentiveRules rules, UniformRandomProvider random);
  }
}

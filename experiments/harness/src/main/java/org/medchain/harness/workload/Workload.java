package org.medchain.harness.workload;

import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.contract.engine.Role;
import org.medchain.data.PublicKey;
import org.medchain.incentive.IncentiveRules;

/**
 * What clients do, and what must hold of it (FAULT-6). A new one is one file and one line in {@link
 * Workloads}.
 */
public interface Workload {
  /** As configs name it. */
  String name();

  /** The role of each worker's account on the ledger. */
  List<Role> roles(int workers);

  /**
   * A fresh run of it.
   *
   * @param accounts one a worker
   * @param rules of the chain: points to start with, rewards and prices
   * @param random source of all draws
   */
  WorkloadRun begin(List<PublicKey> accounts, IncentiveRules rules, UniformRandomProvider random);
}

/**
 * Looks for mistakes by faults, on three hosts: scheduled replicas, simulated clusters, processes.
 *
 * <p>Replicas: {@code schedule} runs one seed, {@code oracle} finds violations, {@code search} goes
 * through seeds. Clusters: {@code plan} draws faults, {@code host} runs a test in {@code simulated}
 * time or on a {@code cluster}, with the clients of {@code run} and {@code workload}; {@code judge}
 * decides, {@code result} writes, {@code night} repeats. {@code mutants} plants defects.
 */
package org.medchain.faults;

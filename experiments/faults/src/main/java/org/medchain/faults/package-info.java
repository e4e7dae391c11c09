/**
 * Looks for mistakes by faults, on three hosts: real replicas whose steps a seed schedules, whole
 * clusters in the simulation, and clusters of processes. Planted defects show that it finds some.
 *
 * <p>Replicas: {@code schedule} runs one seed, {@code oracle} finds violations, {@code search} goes
 * through seeds. Clusters: {@code plan} draws faults, {@code host} runs a test in {@code simulated}
 * time or on a {@code cluster}, with the clients of {@code run} and {@code workload}; {@code judge}
 * decides, {@code result} writes, {@code night} repeats. {@code mutants} plants defects for all.
 */
package org.medchain.faults;

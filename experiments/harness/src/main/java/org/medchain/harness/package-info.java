/**
 * The fault harness, as in Jepsen: clients with a workload, nemeses with a plan, a history and
 * checkers, on real processes or in the seeded simulation.
 *
 * <p>Packages: {@code workload} (clients), {@code plan} (faults), {@code run} (the interpreter for
 * both hosts), {@code host}, {@code simulated} and {@code cluster} (hosts), {@code judge}
 * (verdict), {@code result} (output), {@code config}, {@code session} (one test), {@code night}
 * (many), {@code search} (seeds for planted defects), {@code command}.
 */
package org.medchain.harness;

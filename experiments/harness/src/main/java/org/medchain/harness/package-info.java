/**
 * The fault harness, in Jepsen's manner: clients with a workload, nemeses with a plan, a history,
 * and checkers, on real processes or in the seeded simulation.
 *
 * <p>Rooms: {@code workload} is what clients do, {@code plan} what goes wrong, {@code run} the
 * interpreter that is the same on both hosts, {@code host} what a host offers, {@code simulated}
 * and {@code cluster} the two hosts, {@code judge} makes a history and its verdict, {@code result}
 * writes them down. {@code config} reads a test, {@code session} plays one, {@code night} many
 * until it is stopped, {@code search} short ones from seeds for planted defects; {@code command} is
 * what a person calls.
 */
package org.medchain.harness;

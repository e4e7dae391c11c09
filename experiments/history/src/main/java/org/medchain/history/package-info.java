/**
 * Histories of concurrent operations, in Jepsen's words: what each client process invoked, and what
 * came of it.
 *
 * <p>Rooms: {@code value} is what operations take and return, {@code format} reads and writes
 * files, {@code check} says what a verdict is, {@code linear} searches for a linearization, {@code
 * cycle} for cycles of dependencies between transactions, {@code model} has one class for each
 * workload, {@code draw} shows a counterexample. Nothing here knows consensus, hosts or networks.
 */
package org.medchain.history;

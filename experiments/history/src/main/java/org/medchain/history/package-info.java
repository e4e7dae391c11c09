/**
 * Histories of concurrent operations, as in Jepsen: what each client process invoked, and the
 * outcome.
 *
 * <p>Packages: {@code value} (arguments and results), {@code format} (files), {@code check}
 * (verdicts), {@code linear} (linearizability), {@code cycle} (dependency cycles), {@code model} (a
 * class for each workload), {@code draw} (counterexamples).
 */
package org.medchain.history;

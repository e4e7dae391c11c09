/**
 * JMH benchmarks of the inner loops that a run spends its time in. {@code experiments/medchain
 * bench} runs them; the module's README says how to read the output.
 */
package org.medchain.microbenchmarks;

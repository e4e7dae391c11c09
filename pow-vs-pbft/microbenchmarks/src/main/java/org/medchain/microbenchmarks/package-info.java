/**
 * JMH benchmarks of a run's inner loops. {@code experiments/medchain bench} runs them; the module's
 * README explains the output.
 */
package org.medchain.microbenchmarks;

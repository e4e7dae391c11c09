/**
 * JMH benchmarks of the longest computations of studies. {@code experiments/medchain bench} runs
 * them together with those of {@code pow-vs-pbft/microbenchmarks}.
 */
package org.medchain.microbenchmarks.game;

/**
 * JMH benchmarks of what studies of games wait for longest. {@code experiments/medchain bench} runs
 * them with the others, of {@code pow-vs-pbft/microbenchmarks}.
 */
package org.medchain.microbenchmarks.game;

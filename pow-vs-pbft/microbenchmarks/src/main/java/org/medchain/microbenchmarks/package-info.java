/** JMH benchmarks of a run's inner loops. */
package org.medchain.microbenchmarks;

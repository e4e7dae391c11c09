/** JMH benchmarks of the longest computations of studies. */
package org.medchain.microbenchmarks.game;

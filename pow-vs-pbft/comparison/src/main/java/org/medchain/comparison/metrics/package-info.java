/**
 * A trial's measurements, numbers whose absence is part of the type: counts, latency percentiles
 * over everything that was submitted, costs a transaction, and the verdict.
 */
package org.medchain.comparison.metrics;

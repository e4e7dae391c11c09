/**
 * Measurements of a trial: counts, latency percentiles over all submitted requests, costs a
 * transaction, and the verdict. A missing number is part of the type.
 */
package org.medchain.comparison.metrics;

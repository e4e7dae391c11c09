/** Measurements of a trial: counts, latency, costs, the verdict. */
package org.medchain.comparison.metrics;

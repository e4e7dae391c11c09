/** Measurements of a trial. */
package org.medchain.comparison.metrics;

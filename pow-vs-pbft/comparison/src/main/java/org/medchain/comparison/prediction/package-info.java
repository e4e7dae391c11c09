/**
 * Closed forms for the cells of an experiment (CMP-51): which of {@link
 * org.medchain.comparison.theory} applies, its value, and why others do not apply.
 */
package org.medchain.comparison.prediction;

/** Closed forms for the cells of an experiment, or why they do not apply (CMP-51). */
package org.medchain.comparison.prediction;

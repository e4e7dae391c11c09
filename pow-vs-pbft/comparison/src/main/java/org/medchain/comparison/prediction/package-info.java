/**
 * Closed forms for the cells of an experiment (CMP-51): which of {@link
 * org.medchain.comparison.theory} says something about a cell, what, and why the others do not.
 */
package org.medchain.comparison.prediction;

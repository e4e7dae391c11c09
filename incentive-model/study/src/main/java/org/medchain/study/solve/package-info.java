/**
 * {@code medchain game solve}: {@link org.medchain.study.solve.EquilibriumAnalysis} runs the parts,
 * one class for each.
 */
package org.medchain.study.solve;

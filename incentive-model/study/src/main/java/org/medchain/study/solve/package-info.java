/**
 * {@code medchain game solve}: {@link org.medchain.study.solve.EquilibriumAnalysis} asks, one class
 * each answers.
 */
package org.medchain.study.solve;

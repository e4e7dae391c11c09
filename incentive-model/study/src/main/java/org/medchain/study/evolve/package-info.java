/**
 * {@code medchain game evolve}: {@link org.medchain.study.evolve.EvolutionAnalysis} runs each
 * dynamic.
 */
package org.medchain.study.evolve;

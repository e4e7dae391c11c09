/**
 * {@code medchain game evolve}: {@link org.medchain.study.evolve.EvolutionAnalysis} follows each
 * dynamic; rest points, paths, basins, a scan and figures have a class each.
 */
package org.medchain.study.evolve;

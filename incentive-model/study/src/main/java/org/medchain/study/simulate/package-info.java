/**
 * {@code medchain game simulate}: {@link org.medchain.study.simulate.PopulationAnalysis} goes
 * through processes and networks.
 */
package org.medchain.study.simulate;

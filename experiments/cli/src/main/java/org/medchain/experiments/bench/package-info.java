/**
 * The commands {@code medchain bench simulator}: what a delivered message of the simulator costs,
 * and where that time goes; and {@code bench search}: what a search over an encrypted index costs.
 */
package org.medchain.experiments.bench;

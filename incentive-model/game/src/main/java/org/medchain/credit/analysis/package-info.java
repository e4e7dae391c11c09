/**
 * The credit-point game over ranges of parameters (GAME-13): where honest sharing is an equilibrium
 * ({@link org.medchain.credit.analysis.EquilibriumRegions}), from how many starts it is reached
 * ({@link org.medchain.credit.analysis.HonestSharingBasin}), and which parameters matter ({@link
 * org.medchain.credit.analysis.SobolIndices}, {@link
 * org.medchain.credit.analysis.ElementaryEffect}).
 */
package org.medchain.credit.analysis;

/**
 * What the credit-point game says over ranges of parameters (GAME-13): where honest sharing is an
 * equilibrium, the only one, and from how many starts it is reached ({@link
 * org.medchain.credit.analysis.EquilibriumRegions}, {@link
 * org.medchain.credit.analysis.HonestSharingBasin}); which parameters matter ({@link
 * org.medchain.credit.analysis.SobolIndices}, {@link
 * org.medchain.credit.analysis.ElementaryEffect}). Time series of points and cash are in {@code
 * budget}.
 */
package org.medchain.credit.analysis;

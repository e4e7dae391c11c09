/**
 * {@code medchain game analyse}: {@link org.medchain.study.analyse.CreditAnalysis} goes through
 * conditions, regions, sensitivity, budget and repairs of a credit game.
 */
package org.medchain.study.analyse;

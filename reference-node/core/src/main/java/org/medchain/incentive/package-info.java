/**
 * The user participation incentive layer (paper §3.2.4): the rules of the credit point model and
 * the ledger of points. Of the layers under it, it uses the data layer alone, so that the game of
 * the incentive model is played with the very rules that the chain runs.
 *
 * <p>Reading order: {@link org.medchain.incentive.IncentiveRules}, {@link
 * org.medchain.incentive.PointLedger}, {@link org.medchain.incentive.CreditPoints}.
 */
package org.medchain.incentive;

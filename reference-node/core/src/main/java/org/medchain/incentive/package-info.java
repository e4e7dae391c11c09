/**
 * The user participation incentive layer (paper §3.2.4): the rules of credit points, which the
 * incentive model plays too. Begin with {@link org.medchain.incentive.IncentiveRules}.
 */
package org.medchain.incentive;

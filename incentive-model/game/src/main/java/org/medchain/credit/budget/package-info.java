/**
 * Points and cash over time (conditions T17, T18): what is issued, held, burnt and redeemed, and
 * whether the cash covers it. {@link org.medchain.credit.budget.ExpectedBudget} is the difference
 * equation of the averages; {@link org.medchain.credit.budget.SimulatedBudget} draws votes and puts
 * them before the rules.
 */
package org.medchain.credit.budget;

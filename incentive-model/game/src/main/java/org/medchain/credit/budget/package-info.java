/**
 * Points and cash over time (conditions T17, T18): issued, held, burnt and redeemed. {@link
 * org.medchain.credit.budget.ExpectedBudget} is the difference equation of the averages; {@link
 * org.medchain.credit.budget.SimulatedBudget} draws votes and applies the rules.
 */
package org.medchain.credit.budget;

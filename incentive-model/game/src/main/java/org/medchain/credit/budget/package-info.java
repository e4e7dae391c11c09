/**
 * Points and cash over time (conditions T17, T18): what is issued, held, burnt and redeemed, and
 * whether the cash covers it. {@link org.medchain.credit.budget.Budget} is the difference equation
 * of the averages; {@link org.medchain.credit.budget.BudgetRun} draws votes and puts them before
 * the rules.
 */
package org.medchain.credit.budget;

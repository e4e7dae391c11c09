/**
 * The credit-point game (paper §3.2.4): the rules that the ledger runs, played in cash (GAME-10).
 * Take every amount of points from {@link org.medchain.credit.CashPayoffs} or the rules.
 *
 * <p>Reading order: {@link org.medchain.credit.CreditParameters}, OutcomeProbabilities,
 * CashPayoffs, CreditGames, {@code strategy}, {@code conditions}, {@code analysis}, {@code
 * mechanism}.
 */
package org.medchain.credit;

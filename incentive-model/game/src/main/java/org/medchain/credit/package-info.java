/**
 * The credit-point game (paper §3.2.4): the rules that the ledger runs, played in cash (GAME-10).
 *
 * <p>Reading order: {@link org.medchain.credit.CreditParameters} (rules and economy), {@link
 * org.medchain.credit.OutcomeProbabilities} (what verifiers do to an upload), {@link
 * org.medchain.credit.CashPayoffs} (what points are worth), {@link org.medchain.credit.CreditGames}
 * (small games, exactly) and {@code strategy} (a population); then {@code conditions} (T1 to T21),
 * {@code analysis} and {@code mechanism} (changes to the rules).
 *
 * <p>The tutorials in {@code incentive-model/tutorials} add a strategy, a player and a mechanism.
 * Take every amount of points from {@link org.medchain.credit.CashPayoffs} or the rules, so that
 * ledger and game agree. A rule that the ledger does not have is first a record in {@code
 * org.medchain.incentive}, then a line in {@link org.medchain.credit.Parameter}.
 */
package org.medchain.credit;

/**
 * The credit-point game (paper §3.2.4): the rules that the ledger runs, played in cash (GAME-10).
 *
 * <p>Map: {@link org.medchain.credit.CreditParameters} (rules and economy, one {@link
 * org.medchain.credit.Parameter} each; they begin with a {@link org.medchain.credit.RuleSet}) →
 * {@link org.medchain.credit.OutcomeProbabilities} (what verifiers do to an upload) and {@link
 * org.medchain.credit.CashPayoffs} (what points come to) → {@link org.medchain.credit.CreditGames}
 * (small games, exactly) and {@code strategy} (a population). On these stand {@code conditions} (T1
 * to T21), {@code analysis} (regions, sensitivity, budget) and {@code repair} (changes to the
 * rules, with their gain).
 *
 * <h2>An afternoon's work: add a strategy</h2>
 *
 * <ol>
 *   <li>Write a record that implements {@link org.medchain.credit.strategy.Strategy}: what it
 *       uploads in a period, how it votes, what that pays in a {@link
 *       org.medchain.credit.strategy.PopulationEnvironment} of given shares. Take every amount of
 *       points from {@link org.medchain.credit.CashPayoffs} or the rules; then the ledger and the
 *       game agree.
 *   <li>Add its line to {@link org.medchain.credit.strategy.Strategies#builtIn()}, or, from a jar
 *       of your own, to {@code META-INF/services/org.medchain.credit.strategy.Strategy}. Then its
 *       closed form is checked against what its agents earn, and it has a condition of its own.
 *   <li>Every dynamic, figure and table that takes a {@code PopulationGame} now has it. Ask first
 *       whether it invades honest sharing: its payoff against honest's where all are honest.
 * </ol>
 *
 * <h2>An afternoon's work: add a kind of player</h2>
 *
 * Write a {@link org.medchain.credit.PlayerKind}, and add its line to {@code
 * META-INF/services/org.medchain.credit.PlayerKind}; tutorial {@code add-a-player.md}.
 *
 * <h2>An afternoon's work: add a mechanism</h2>
 *
 * <ol>
 *   <li>Write a record that implements {@link org.medchain.credit.mechanism.Mechanism}: from
 *       parameters to parameters. A rule that the ledger does not have yet is first a record in
 *       {@code org.medchain.incentive}, then a line in {@link org.medchain.credit.Parameter}.
 *   <li>Add its line to {@link org.medchain.credit.mechanism.Mechanisms#builtIn()}, or to {@code
 *       META-INF/services/org.medchain.credit.mechanism.Mechanism}.
 *   <li>{@link org.medchain.credit.evaluation.MechanismEvaluation} measures it against the rules
 *       without it.
 * </ol>
 */
package org.medchain.credit;

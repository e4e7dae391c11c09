/**
 * Claims on agreements that trigger themselves (paper §3.2.5, CLAIM-3): whether each triggers in
 * the transaction that meets its condition ({@link
 * org.medchain.claims.contracts.TriggerExperiment}), and whose requests change its outcome ({@link
 * org.medchain.claims.contracts.InterferenceExperiment}).
 */
package org.medchain.claims.contracts;

/**
 * Claims on agreements that trigger themselves (paper §3.2.5), decided on a chain that is executed
 * directly (CLAIM-3): whether each triggers in the transaction that meets its condition ({@link
 * org.medchain.claims.contracts.TriggerExperiment}), and whose requests change its outcome ({@link
 * org.medchain.claims.contracts.InterferenceExperiment}). {@link
 * org.medchain.claims.contracts.ScenarioChain} and {@link
 * org.medchain.claims.contracts.RandomOperations} serve the claims on points as well.
 */
package org.medchain.claims.contracts;

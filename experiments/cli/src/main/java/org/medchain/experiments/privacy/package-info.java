/**
 * What a ledger-keeping node can infer about patients, counted over a dataset (PRIV-9; decision
 * 0260).
 */
package org.medchain.experiments.privacy;

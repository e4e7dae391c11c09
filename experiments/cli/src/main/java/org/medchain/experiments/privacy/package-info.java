/** What who keeps the ledger can infer, counted over a dataset (PRIV-9; decision 0260). */
package org.medchain.experiments.privacy;

/** What who keeps the ledger can infer, counted over a dataset (PRIV-9; decision 0261). */
package org.medchain.experiments.privacy;

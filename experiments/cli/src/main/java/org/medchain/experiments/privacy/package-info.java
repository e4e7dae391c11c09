/** Inference about patients from the ledger, counted over a dataset (PRIV-9; decision 0260). */
package org.medchain.experiments.privacy;

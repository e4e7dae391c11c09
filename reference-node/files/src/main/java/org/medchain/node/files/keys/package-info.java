/** Keys of files in shares (PRIV-3): f + 1 nodes open a key, and each asks its own ledger first. */
package org.medchain.node.files.keys;

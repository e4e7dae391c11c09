/**
 * Keys of files that the nodes keep together and release to readers (PRIV-3): each node has one
 * share, f + 1 shares open the key, and each node asks its own ledger before it gives its own.
 */
package org.medchain.node.files.keys;

/**
 * What the node's own techniques cost and hide: searches over an encrypted index, beside attacks on
 * them, and what a kept ledger tells about patients.
 */
package org.medchain.measurements;

/**
 * What parts of the reference node cost and hide: the simulator's messages, searches over an
 * encrypted index, beside attacks on them, and what a kept ledger tells about patients.
 */
package org.medchain.measurements;

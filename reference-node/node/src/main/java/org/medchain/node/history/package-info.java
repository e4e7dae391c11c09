/**
 * Comparison of the members' ledger with the blocks that this process knows to be certified
 * (NODE-17).
 */
package org.medchain.node.history;

/**
 * Whether the members still have the ledger that a process knows to be certified (NODE-17). Begin
 * with {@link org.medchain.node.history.HistoryAlarm}.
 */
package org.medchain.node.history;

/** Whether the members still have the ledger that a process knows to be certified (NODE-17). */
package org.medchain.node.history;

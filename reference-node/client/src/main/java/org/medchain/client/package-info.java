/** What clients of the ledger share (paper §4). */
package org.medchain.client;

/** Histories of concurrent operations, as in Jepsen. */
package org.medchain.history;

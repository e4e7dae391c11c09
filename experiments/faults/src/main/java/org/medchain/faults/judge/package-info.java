/** From what a host saw to a history and its verdict. */
package org.medchain.faults.judge;

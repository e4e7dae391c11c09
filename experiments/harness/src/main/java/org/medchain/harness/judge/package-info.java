/** Verdicts: from a host's observations to a history and its verdict. */
package org.medchain.harness.judge;

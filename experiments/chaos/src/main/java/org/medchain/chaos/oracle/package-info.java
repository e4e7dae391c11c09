/** Oracles: violations and verdicts, the bound on memory, coverage of behaviour. */
package org.medchain.chaos.oracle;

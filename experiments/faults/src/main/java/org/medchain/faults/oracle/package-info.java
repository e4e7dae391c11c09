/**
 * Parts of an oracle: violations and verdicts, the bound on memory, the sequential specification of
 * histories, and coverage of behaviour.
 */
package org.medchain.faults.oracle;

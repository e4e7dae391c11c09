/**
 * The chain as a system that keeps records: PBFT on processes, proof of work simulated (BASE-1).
 */
package org.medchain.baseline.chain;

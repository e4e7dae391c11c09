/** Faults as data: crashes, restarts, silence, cuts, Byzantine nodes. */
package org.medchain.simulation.fault;

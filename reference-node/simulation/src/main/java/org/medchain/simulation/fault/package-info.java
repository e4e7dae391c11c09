/** Faults as data. */
package org.medchain.simulation.fault;
